package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.ConnectionId;

/** A person has to look: the bounded resends are used up. */
public record SubmissionParked(
    SubmissionRef submission, ConnectionId connectionId, String reason, Instant parkedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_PARKED;
  }
}
