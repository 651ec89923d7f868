/** A viewer of traces that stands beside a suite, where no container can. */
@NullMarked
package se.sluss.launcher.observe;

import org.jspecify.annotations.NullMarked;
