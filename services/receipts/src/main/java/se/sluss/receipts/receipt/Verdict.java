package se.sluss.receipts.receipt;

import java.util.Optional;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.sealed.SealedBytes;

/** How the authority decided. */
public sealed interface Verdict {
  /** The authority has it, under its own identifier of the call. */
  record Received(String txId) implements Verdict {}

  /**
   * The authority's own refusal.
   *
   * @param sealedMessage its words, sealed since they may be personal; empty once they were erased
   */
  record Refused(RefusalReason reason, Optional<SealedBytes> sealedMessage) implements Verdict {}

  /** The verdict as one word. */
  default ReceiptOutcome outcome() {
    return switch (this) {
      case Received _ -> ReceiptOutcome.RECEIVED;
      case Refused _ -> ReceiptOutcome.REFUSED;
    };
  }
}
