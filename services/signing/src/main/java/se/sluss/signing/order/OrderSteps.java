package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.SigningOrderId;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.Deadline;
import se.sluss.signing.store.SigningOrders;

/**
 * Moves orders that are due, one step each: open at BankID, collect, cancel, judge. A step is a
 * short transaction that takes the order, a call without any transaction, and a short transaction
 * that records what came of it. Of all replicas one holds an order, by a lease; when it dies in
 * mid-step, another goes on from what is stored, and never opens an order a second time.
 */
@ApplicationScoped
public class OrderSteps {
  private static final Logger LOG = Logger.getLogger(OrderSteps.class);
  private static final int AT_ONCE = 50;

  private final SigningOrders orders;
  private final AskBankId askBankId;
  private final RecordOutcome record;
  private final JudgeSignature judge;
  private final StoreOutcome storing;
  private final Transactions transactions;
  private final Traces traces;
  private final InstantSource clock;
  private final StepTimes times;
  private final Duration finishWithin;

  private final ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();

  /** The steps that have begun and not ended, and whoever waits for them. */
  private final Phaser underWay = new Phaser(1);

  OrderSteps(
      SigningOrders orders,
      AskBankId askBankId,
      RecordOutcome record,
      JudgeSignature judge,
      StoreOutcome storing,
      BankIdConfig bankIdConfig,
      Transactions transactions,
      Traces traces,
      @SharedClock InstantSource clock) {
    this.orders = orders;
    this.askBankId = askBankId;
    this.record = record;
    this.judge = judge;
    this.storing = storing;
    this.transactions = transactions;
    this.traces = traces;
    this.clock = clock;
    this.times = StepTimes.of(bankIdConfig);
    this.finishWithin = bankIdConfig.readTimeout().plus(StepTimes.REST);
  }

  /**
   * Takes orders that are due and starts their steps; returns without waiting for the steps.
   *
   * @return whether there may be more
   */
  public boolean takeDue() {
    // Read before the lease begins, so that neither lasts longer than it.
    Deadline callBefore = Deadline.in(times.callWithin());
    Instant storeBefore = storing.endIn(times.storeWithin());
    List<TakenOrder> taken =
        transactions.asSystem(
            () -> {
              Instant now = clock.instant();
              Lease mine = new Lease(now.plus(times.lease()), callBefore, storeBefore);
              return orders.lockDue(now, AT_ONCE).stream().map(order -> order.take(mine)).toList();
            });
    for (TakenOrder one : taken) {
      underWay.register();
      steps.execute(
          () -> {
            try {
              step(one);
            } finally {
              underWay.arriveAndDeregister();
            }
          });
    }
    return taken.size() == AT_ONCE;
  }

  /**
   * Waits for the steps that are under way, when no more are taken: what BankID answers them has to
   * be stored, since it may be its one final answer.
   *
   * @return false when one of them takes longer than an answer and its storing may
   */
  public boolean finish() throws InterruptedException {
    try {
      underWay.awaitAdvanceInterruptibly(
          underWay.arrive(), finishWithin.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void step(TakenOrder taken) {
    SigningOrder order = taken.order();
    try {
      switch (taken.was()) {
        case STARTING -> {
          if (order.cancelRequested()) {
            record.of(taken, record.cancelled());
          } else {
            askBankId.open(taken);
          }
        }
        // Whoever asked BankID died before the answer was kept: an order may be open there.
        case OPENING -> record.of(taken, record.failed(AskBankId.START_UNKNOWN));
        case PENDING -> {
          if (order.cancelRequested() ? askBankId.cancel(taken) : askBankId.collect(taken)) {
            judgeInNewTrace(order.id());
          }
        }
        case COLLECTED -> judgeInNewTrace(order.id());
        case COMPLETED, FAILED, CANCELLED -> {
          // Final: nothing is due, and nothing is taken.
        }
      }
    } catch (RuntimeException e) {
      // The lease runs out and the step is taken again from what is stored.
      LOG.errorf(
          "A step of a signing order failed orderId=%s submissionIds=%s status=%s cause=%s",
          order.id(), order.parts().named(), taken.was(), e.getClass().getSimpleName());
    }
  }

  private void judgeInNewTrace(SigningOrderId id) {
    SigningOrder order = transactions.asSystem(() -> orders.of(id).orElseThrow());
    traces.linkedRoot(
        "signature collected",
        order.traceparent(),
        EventAttributes.of(id, order.owner().tenantId(), order.parts().submissions()),
        () -> judge.judge(order));
  }
}
