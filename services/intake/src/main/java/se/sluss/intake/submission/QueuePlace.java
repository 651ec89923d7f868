package se.sluss.intake.submission;

import java.time.Instant;

/**
 * A place in the lane.
 *
 * @param position how many go before it, plus one
 * @param estimatedStart when its slot is expected
 * @param asOf when this was so
 */
public record QueuePlace(long position, Instant estimatedStart, Instant asOf) {}
