package se.sluss.receipts.webhook.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import se.sluss.model.id.VendorId;

/**
 * The deliveries that are to be attempted. Each method is a transaction of its own. A claimed
 * delivery belongs to its claimant until the lease runs out; after that it is claimed again, so
 * that a process that died costs a repeated attempt and never a delivery.
 */
public interface DeliveryQueue {
  /**
   * Notes attempts that have ended, then takes due deliveries, none of an endpoint beyond what it
   * may have in flight, and notes their attempts as begun: all in one trip. One that cannot be
   * noted does not take its neighbours along; it is made again when its lease has run out.
   *
   * @param ended attempts that are {@link EndedAttempt#plain}
   * @param most how many to take at most; may be nought
   * @param satisfied vendors that have their share of this process; they get nothing more
   */
  List<ClaimedDelivery> turn(List<EndedAttempt> ended, int most, Collection<VendorId> satisfied);

  /**
   * Notes what became of an attempt, and what follows for the delivery and its endpoint.
   *
   * @throws RuntimeException when it could not be noted
   */
  void complete(EndedAttempt ended);

  /**
   * Gives back a delivery whose attempt was never made: it does not count as one, and is due again
   * after the delay.
   */
  void giveBack(ClaimedDelivery delivery, Duration delay);

  /**
   * Ends some of what was planned for an endpoint while that was being deleted.
   *
   * @return whether there may be more
   */
  boolean endOrphans();

  /** How things stand. */
  Backlog backlog();

  /**
   * How things stand.
   *
   * @param pending deliveries that have not ended
   * @param overdue endpoints with a delivery that is due, that nothing holds back and that nobody
   *     holds, while nothing is being sent there
   * @param longestOverdue how long that has been so at the worst of them
   */
  record Backlog(long pending, long overdue, Duration longestOverdue) {}
}
