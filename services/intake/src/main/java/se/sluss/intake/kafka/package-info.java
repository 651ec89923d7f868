/** Hears what the other rooms tell of submissions. */
@NullMarked
package se.sluss.intake.kafka;

import org.jspecify.annotations.NullMarked;
