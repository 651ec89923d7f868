package se.sluss.receipts.receipt;

import java.util.Optional;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.SubmissionId;

/** Where receipts are kept. Works inside the caller's transaction. */
public interface Receipts {
  /** Whether the submission has its final answer. */
  boolean has(SubmissionId submission);

  /** The receipt, when it exists and the transaction may see it. */
  Optional<Receipt> find(ReceiptId id);

  /** Keeps a receipt for good; there must be none yet for its submission. */
  void add(Receipt receipt);
}
