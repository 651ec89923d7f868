package se.sluss.receipts.webhook.delivery;

/** Where a delivery stands. */
public enum DeliveryStatus {
  /** An attempt is planned or being made, or waits for its endpoint to be enabled. */
  PENDING,
  /** Answered 2xx. */
  DELIVERED,
  /** Ended by one attempt that has no retry behind it: a test, a replay, or an answer 410. */
  FAILED,
  /** All attempts of the schedule failed; can be replayed. */
  EXHAUSTED
}
