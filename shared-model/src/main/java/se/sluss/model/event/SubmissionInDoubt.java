package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;

/**
 * The bytes may have arrived and no readable answer came; the same bytes go again.
 *
 * @param reason what was seen, never personal
 */
public record SubmissionInDoubt(
    SubmissionRef submission,
    ConnectionId connectionId,
    AttemptId attemptId,
    int attemptNumber,
    String reason,
    Instant since)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_IN_DOUBT;
  }
}
