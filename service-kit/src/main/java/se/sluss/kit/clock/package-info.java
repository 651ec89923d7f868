/** The clock that all replicas of a room share. */
@NullMarked
package se.sluss.kit.clock;

import org.jspecify.annotations.NullMarked;
