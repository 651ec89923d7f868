package se.sluss.model.event;

/** How it ended at the authority. */
public enum ReceiptOutcome {
  RECEIVED,
  REFUSED
}
