package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;

/** A slot is taken; the call is being made. */
public record SubmissionSending(
    SubmissionRef submission,
    ConnectionId connectionId,
    AttemptId attemptId,
    int attemptNumber,
    Instant startedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_SENDING;
  }
}
