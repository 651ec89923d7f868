package se.sluss.receipts.receipt;

import java.time.Instant;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.sealed.SealedBytes;

/**
 * The final answer to one submission.
 *
 * @param sealedResponse the authority's raw answer, sealed for the submission
 * @param answeredAt when the authority answered, UTC
 * @param originTraceparent the trace in which the submission began; empty when unknown
 */
public record Receipt(
    ReceiptId id,
    SubmissionRef submission,
    Verdict verdict,
    Call call,
    SealedBytes sealedResponse,
    Instant answeredAt,
    Instant storedAt,
    String originTraceparent) {

  /** The call that brought the answer. */
  public record Call(ConnectionId connectionId, AttemptId attemptId, int attemptNumber) {}
}
