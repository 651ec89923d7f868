/** The hosted signing page, in a real browser. */
@NullMarked
package se.sluss.system.page;

import org.jspecify.annotations.NullMarked;
