package se.sluss.receipts.webhook.replay;

/** Carries replays on. Any number of processes may; each round is a transaction of its own. */
@FunctionalInterface
public interface ReplayRounds {
  /**
   * Plans a few more deliveries of replays that have few on their way, and ends those that are
   * through.
   *
   * @return how many deliveries were planned
   */
  int advance();
}
