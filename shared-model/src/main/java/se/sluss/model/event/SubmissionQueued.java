package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;

/**
 * It stands in the lane, for the first time or again, or stands elsewhere in it than was told.
 *
 * @param position how many go before it, plus one
 * @param estimatedStart when its slot is expected; of a lane that stands still, if it ran now
 * @param reason why it stands there
 * @param turn among its tenant's documents of the same date in this lane, the higher goes later;
 *     empty when an older version told it
 * @param standsStill why the lane sends nothing, {@code PAUSED} or {@code STOPPED}, or {@code
 *     UNCONNECTED}: its connection was retired or the loan ended, and it waits for another; empty
 *     while it runs
 */
public record SubmissionQueued(
    SubmissionRef submission,
    ConnectionId connectionId,
    long position,
    Instant estimatedStart,
    QueuedReason reason,
    Instant queuedAt,
    Optional<Long> turn,
    Optional<String> standsStill)
    implements SubmissionEvent {

  /** In a lane that runs, without its turn. */
  public SubmissionQueued(
      SubmissionRef submission,
      ConnectionId connectionId,
      long position,
      Instant estimatedStart,
      QueuedReason reason,
      Instant queuedAt) {
    this(
        submission,
        connectionId,
        position,
        estimatedStart,
        reason,
        queuedAt,
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public EventType type() {
    return EventType.SUBMISSION_QUEUED;
  }
}
