package se.sluss.receipts.webhook.endpoint;

/**
 * What an owner is told of an endpoint. Fired in the transaction that tells it. That an owner's own
 * change disabled one is none.
 */
public enum Trouble {
  /** Every attempt has failed for the first of the times after which it is told. */
  FAILING,
  /** For one of the later times. */
  FAILING_LONG,
  /** It answered 410 and was disabled. */
  GONE,
  /** Every attempt failed for days, and it was disabled. */
  FAILED_TOO_LONG
}
