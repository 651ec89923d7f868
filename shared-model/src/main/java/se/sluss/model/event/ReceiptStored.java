package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ReceiptId;

/**
 * The final answer is kept.
 *
 * @param txId present when the authority has it
 */
public record ReceiptStored(
    SubmissionRef submission,
    ReceiptId receiptId,
    ReceiptOutcome outcome,
    Optional<String> txId,
    Instant storedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.RECEIPT_STORED;
  }
}
