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
 * @param standsStill why the lane sent nothing then; empty while it ran
 */
public record QueuePlace(
    long position,
    Instant estimatedStart,
    Instant asOf,
    Optional<Long> turn,
    Optional<String> standsStill) {

  /**
   * The same at a later time: where it is if the lane has gone on as was expected, or where it was
   * if the lane stands still.
   *
   * @param standing why it does; empty while it runs
   */
  QueuePlace seenAt(Instant now, Optional<String> standing) {
    return new QueuePlace(
        standing.isPresent() ? position : positionAt(now), estimatedStart, asOf, turn, standing);
  }

  private long positionAt(Instant now) {
    long whole = Duration.between(asOf, estimatedStart).toMillis();
    long left = Duration.between(now, estimatedStart).toMillis();
    if (left >= whole) {
      return position;
    }
    return left <= 0 ? 1 : Math.max(1, Math.ceilDiv(position * left, whole));
  }
}
