package se.sluss.receipts.webhook.replay;

/** What is sent once more. */
public enum ReplayKind {
  /** Deliveries that ended without success, however often they were replayed since. */
  FAILED,
  /** Events that the endpoint would be told of now and that never reached it. */
  MISSING
}
