/** Names and counters of this room's metrics. */
@NullMarked
package se.sluss.intake.ops;

import org.jspecify.annotations.NullMarked;
