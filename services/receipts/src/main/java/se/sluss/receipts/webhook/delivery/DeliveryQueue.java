package se.sluss.receipts.webhook.delivery;

import java.time.Duration;
import java.util.List;

/**
 * The deliveries that are to be attempted. Each method is a transaction of its own. A claimed
 * delivery belongs to its claimant until the lease runs out; after that it is claimed again, so
 * that a process that died costs a repeated attempt and never a delivery.
 */
public interface DeliveryQueue {
  /**
   * Takes due deliveries, none of an endpoint beyond what it may have in flight, and notes the
   * attempts as begun.
   *
   * @param most how many at most
   */
  List<ClaimedDelivery> claim(int most);

  /** Notes what became of an attempt, and what follows for the delivery and its endpoint. */
  void complete(ClaimedDelivery delivery, AttemptReport report, NextStep next);

  /** How things stand. */
  Backlog backlog();

  /**
   * How things stand.
   *
   * @param pending deliveries that have not ended
   * @param oldestOverdue how long the oldest one is due that nobody holds and that is not held back
   */
  record Backlog(long pending, Duration oldestOverdue) {}
}
