package se.sluss.receipts.receipt;

import se.sluss.model.id.SubmissionId;

/** Where receipts are kept. Works inside the caller's transaction. */
public interface Receipts {
  /** Whether the submission has its final answer. */
  boolean has(SubmissionId submission);

  /** Keeps a receipt for good; there must be none yet for its submission. */
  void add(Receipt receipt);
}
