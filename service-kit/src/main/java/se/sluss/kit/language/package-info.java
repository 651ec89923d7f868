/** The language in which people are answered. */
@NullMarked
package se.sluss.kit.language;

import org.jspecify.annotations.NullMarked;
