package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.ConnectionId;

/**
 * It stands in the lane, for the first time or again, or stands elsewhere in it than was told.
 *
 * @param position how many go before it, plus one
 * @param estimatedStart when its slot is expected
 * @param reason why it stands there
 */
public record SubmissionQueued(
    SubmissionRef submission,
    ConnectionId connectionId,
    long position,
    Instant estimatedStart,
    QueuedReason reason,
    Instant queuedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_QUEUED;
  }
}
