package se.sluss.receipts.webhook.replay;

/** How far a replay is. */
public enum ReplayStatus {
  /** Something is left to plan or to deliver. */
  RUNNING,
  /** Each was attempted. */
  DONE,
  /** Its owner stopped it, or the endpoint is gone. */
  STOPPED
}
