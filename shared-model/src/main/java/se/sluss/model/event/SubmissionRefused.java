package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.sealed.SealedBytes;

/**
 * The authority's own verdict: this document will not be taken.
 *
 * @param sealedMessage the authority's words, which may be personal
 * @param sealedResponse the raw answer
 */
public record SubmissionRefused(
    SubmissionRef submission,
    ConnectionId connectionId,
    AttemptId attemptId,
    int attemptNumber,
    RefusalReason reason,
    SealedBytes sealedMessage,
    SealedBytes sealedResponse,
    Instant refusedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_REFUSED;
  }
}
