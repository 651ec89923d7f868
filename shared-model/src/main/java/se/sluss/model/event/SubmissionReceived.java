package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.sealed.SealedBytes;

/**
 * The authority has it.
 *
 * @param txId the authority's identifier of the call
 */
public record SubmissionReceived(
    SubmissionRef submission,
    ConnectionId connectionId,
    AttemptId attemptId,
    int attemptNumber,
    String txId,
    SealedBytes sealedResponse,
    Instant receivedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_RECEIVED;
  }
}
