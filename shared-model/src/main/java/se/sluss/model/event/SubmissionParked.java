package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.ConnectionId;

/** A person has to look: the bounded resends are used up, or the document cannot be read. */
public record SubmissionParked(
    SubmissionRef submission, ConnectionId connectionId, String reason, Instant parkedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_PARKED;
  }
}
