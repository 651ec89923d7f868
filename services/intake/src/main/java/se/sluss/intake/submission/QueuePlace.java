package se.sluss.intake.submission;

import java.time.Instant;
import java.util.Optional;

/**
 * A place in the lane.
 *
 * @param position how many go before it, plus one
 * @param estimatedStart when its slot is expected
 * @param asOf when this was so
 * @param turn among its tenant's documents of the same date, the higher goes later; empty when it
 *     was not told
 * @param standsStill why the lane sent nothing then; empty while it ran
 */
public record QueuePlace(
    long position,
    Instant estimatedStart,
    Instant asOf,
    Optional<Long> turn,
    Optional<String> standsStill) {}
