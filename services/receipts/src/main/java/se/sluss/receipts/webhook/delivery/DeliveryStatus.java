package se.sluss.receipts.webhook.delivery;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** An attempt is planned or being made, or waits for its endpoint to be enabled. */
  PENDING,
  /** Answered 2xx. */
  DELIVERED,
  /**
   * Ended by one attempt that has no retry behind it, of a test or a replay; or by the end of its
   * endpoint or its replay.
   */
  FAILED,
  /** All attempts of the schedule failed; can be replayed. */
  EXHAUSTED
}
