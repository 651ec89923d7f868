/** What becomes of a room's schema when it starts. */
@NullMarked
package se.sluss.kit.schema;

import org.jspecify.annotations.NullMarked;
