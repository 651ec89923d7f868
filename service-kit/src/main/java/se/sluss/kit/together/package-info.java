/** Many who ask at the same time, answered in one round. */
@NullMarked
package se.sluss.kit.together;

import org.jspecify.annotations.NullMarked;
