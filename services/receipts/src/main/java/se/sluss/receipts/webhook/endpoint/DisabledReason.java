package se.sluss.receipts.webhook.endpoint;

/** Why an endpoint is disabled. */
public enum DisabledReason {
  /** It answered 410. */
  GONE,
  /** Every attempt failed, for days. */
  FAILED_TOO_LONG,
  /** Its owner gave it another URL, which was not tested yet. */
  URL_CHANGED
}
