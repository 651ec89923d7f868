/** What must be set although a framework has a default for it. */
@NullMarked
package se.sluss.kit.settings;

import org.jspecify.annotations.NullMarked;
