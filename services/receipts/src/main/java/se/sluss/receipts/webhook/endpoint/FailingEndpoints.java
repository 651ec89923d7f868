package se.sluss.receipts.webhook.endpoint;

/** Endpoints at which attempts fail. Each method is a transaction of its own. */
public interface FailingEndpoints {
  /**
   * Tells of some that have failed for long, and disables some that have for too long. What they
   * miss is kept for them.
   *
   * @return whether there may be more
   */
  boolean tellOrDisable();

  /** How many there are. */
  Troubled count();

  /**
   * How many there are.
   *
   * @param failing active ones whose last attempt failed
   * @param disabled those that nothing but tests is sent to until a test succeeds
   */
  record Troubled(long failing, long disabled) {}
}
