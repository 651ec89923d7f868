package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.signing.store.SigningOrders;

/**
 * Records what came of a step, in a transaction of its own; not when somebody else has moved the
 * order on since it was taken, for then this worker was stopped for longer than its lease.
 */
@ApplicationScoped
class RecordOutcome {
  private static final Logger LOG = Logger.getLogger(RecordOutcome.class);

  private final SigningOrders orders;
  private final Transactions transactions;
  private final StoreOutcome storing;
  private final TellEnd tellEnd;
  private final InstantSource clock;

  RecordOutcome(
      SigningOrders orders,
      Transactions transactions,
      StoreOutcome storing,
      TellEnd tellEnd,
      @SharedClock InstantSource clock) {
    this.orders = orders;
    this.transactions = transactions;
    this.storing = storing;
    this.tellEnd = tellEnd;
    this.clock = clock;
  }

  /** What becomes of an order; made in the transaction that locks it, and maybe more than once. */
  @FunctionalInterface
  interface Move {
    void make(SigningOrder order, Instant now);
  }

  /** The order ends without a signature. */
  Move failed(String reason) {
    return (order, now) -> {
      order.failed(reason, now);
      endedUnsigned(order, reason, now);
    };
  }

  /** The order ends as its owner wanted. */
  Move cancelled() {
    return (order, now) -> {
      order.cancelled(now);
      endedUnsigned(order, CancelOrder.CANCELLED, now);
    };
  }

  private void endedUnsigned(SigningOrder order, String reason, Instant now) {
    tellEnd.unsigned(order, reason, now);
    LOG.infof(
        "A signing order ended without a signature orderId=%s submissionIds=%s reason=%s",
        order.id(), order.parts().named(), reason);
  }

  /**
   * Records it as long as the lease allows.
   *
   * @return false, and nothing is recorded, when somebody else has moved the order on
   */
  boolean of(TakenOrder taken, Move move) {
    return of(taken, taken.lease().storeBefore(), move);
  }

  /**
   * Records it.
   *
   * @param end when it is no longer tried, by {@link StoreOutcome}
   * @return false, and nothing is recorded, when somebody else has moved the order on
   */
  boolean of(TakenOrder taken, Instant end, Move move) {
    boolean mine = storing.until(end, () -> transactions.asSystem(() -> made(taken, move)));
    if (!mine) {
      LOG.warnf(
          "What came of a step is too late and not recorded orderId=%s submissionIds=%s status=%s",
          taken.order().id(), taken.order().parts().named(), taken.became());
    }
    return mine;
  }

  private boolean made(TakenOrder taken, Move move) {
    SigningOrder order = orders.lock(taken.order().id()).orElseThrow();
    if (!order.stillIs(taken)) {
      return false;
    }
    move.make(order, clock.instant());
    return true;
  }
}
