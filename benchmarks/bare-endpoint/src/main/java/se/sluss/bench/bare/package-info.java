/** An endpoint that does nothing, to compare with. */
@NullMarked
package se.sluss.bench.bare;

import org.jspecify.annotations.NullMarked;
