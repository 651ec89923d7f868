/** Digests. */
@NullMarked
package se.sluss.model.hash;

import org.jspecify.annotations.NullMarked;
