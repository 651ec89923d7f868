package se.sluss.intake.submission;

import java.time.Duration;
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
 * @param standsStill why the lane sends nothing, or {@code LATE} when it should have been sent;
 *     empty while it runs
 */
public record QueuePlace(
    long position,
    Instant estimatedStart,
    Instant asOf,
    Optional<Long> turn,
    Optional<String> standsStill) {
  /** A time that has passed by more is told anew, or it is not known. */
  public static final Duration RETOLD = Duration.ofMinutes(1);

  private static final String LATE = "LATE";

  /**
   * The same at a later time, at which it may be over.
   *
   * @param standing why the lane stands still; empty while it runs
   */
  QueuePlace seenAt(Instant now, Optional<String> standing) {
    Optional<String> late =
        estimatedStart.isBefore(now.minus(RETOLD)) ? Optional.of(LATE) : Optional.empty();
    return new QueuePlace(position, estimatedStart, asOf, turn, standing.or(() -> late));
  }
}
