package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.signing.bankid.BankId;
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

  /** BankID's final answer may have got to a worker who died with it. */
  private static final String ANSWER_LOST = "answerLost";

  /** Most calls in one step: to cancel, and to look once more. */
  private static final int CALLS = 2;

  /** Also what is left of the lease when an outcome is tried to be stored for the last time. */
  private static final Duration REST_OF_A_STEP = Duration.ofSeconds(5);

  /**
   * For so long a final answer is tried to be stored, also after the lease: nobody else can have
   * it.
   */
  private static final Duration FINAL_ANSWER_HELD = Duration.ofMinutes(3);

  private final SigningOrders orders;
  private final OrderContent content;
  private final JudgeSignature judge;
  private final BankId bankId;
  private final BankIdConfig bankIdConfig;
  private final SigningConfig config;
  private final Transactions transactions;
  private final StoreOutcome storing;
  private final TellEnd tellEnd;
  private final Traces traces;
  private final InstantSource clock;

  /** How long one worker may take over one step before another may look. */
  private final Duration lease;

  /** How far into the lease a call may leave: what it is answered has to be here before the end. */
  private final Duration callWithin;

  private final ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();

  /** The steps that have begun and not ended, and whoever waits for them. */
  private final Phaser underWay = new Phaser(1);

  public OrderSteps(
      SigningOrders orders,
      OrderContent content,
      JudgeSignature judge,
      BankId bankId,
      BankIdConfig bankIdConfig,
      SigningConfig config,
      Transactions transactions,
      StoreOutcome storing,
      TellEnd tellEnd,
      Traces traces,
      InstantSource clock) {
    this.orders = orders;
    this.content = content;
    this.judge = judge;
    this.bankId = bankId;
    this.bankIdConfig = bankIdConfig;
    this.config = config;
    this.transactions = transactions;
    this.storing = storing;
    this.tellEnd = tellEnd;
    this.traces = traces;
    this.clock = clock;
    this.lease =
        bankIdConfig
            .connectTimeout()
            .plus(bankIdConfig.readTimeout())
            .multipliedBy(CALLS)
            .plus(REST_OF_A_STEP);
    this.callWithin = lease.minus(bankIdConfig.readTimeout()).minus(REST_OF_A_STEP);
  }

  /** Takes every order that is due and starts its step; returns without waiting for the steps. */
  public void takeDue() {
    Instant now = clock.instant();
    // As exact as it is stored, so that it is known again.
    Lease mine = new Lease(now.plus(lease).truncatedTo(ChronoUnit.MICROS), Deadline.in(callWithin));
    List<SigningOrder.Taken> taken =
        transactions.asSystem(
            () -> orders.lockDue(now, AT_ONCE).stream().map(order -> order.take(mine)).toList());
    for (SigningOrder.Taken one : taken) {
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
          underWay.arrive(),
          bankIdConfig.readTimeout().plus(REST_OF_A_STEP).toMillis(),
          TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    }
  }

  private void step(SigningOrder.Taken taken) {
    SigningOrder order = taken.order();
    try {
      switch (taken.was()) {
        case STARTING -> {
          if (order.cancelRequested()) {
            cancelled(taken);
          } else {
            open(taken);
          }
        }
        // Whoever asked BankID died before the answer was kept: an order may be open there.
        case OPENING -> fail(taken, "startUnknown");
        case PENDING -> {
          if (order.cancelRequested()) {
            cancel(taken);
          } else {
            collect(taken, false);
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
          "A step of a signing order failed orderId=%s status=%s cause=%s",
          order.id(), taken.was(), e.getClass().getSimpleName());
    }
  }

  private void open(SigningOrder.Taken taken) {
    SigningOrder order = taken.order();
    OrderContent.Request request = content.request(order);
    OrderContent.RequestedPart part = request.parts().get(order.part() - 1);
    BankId.Start start =
        bankId.sign(
            order.owner().party(),
            new BankId.SignRequest(
                request.endUserIp(),
                // Of several who may sign BankID cannot be told: the signature is held against
                // them.
                request.signers().size() == 1
                    ? Optional.of(request.signers().getFirst())
                    : Optional.empty(),
                part.visibleData(),
                part.nonVisibleData(),
                request.terms()),
            taken.lease().callBefore());
    Instant now = clock.instant();
    switch (start) {
      case BankId.Start.Opened opened -> keep(taken, opened);
      case BankId.Start.Refused refused -> fail(taken, refused.errorCode());
      case BankId.Start.Unknown unknown -> fail(taken, "startUnknown");
      case BankId.Start.NotOpened notOpened -> {
        if (order.partStartedAt().plus(config.openWithin()).isBefore(now)) {
          fail(taken, notOpened.reason());
        } else {
          change(taken, o -> o.notOpened(now.plus(bankIdConfig.pollInterval())));
        }
      }
    }
  }

  /**
   * An order that is open at BankID and not kept here would be signed for nothing: it is cancelled
   * there. So it goes when this process was stopped so long that another has given the order up.
   */
  private void keep(SigningOrder.Taken taken, BankId.Start.Opened opened) {
    boolean kept = false;
    try {
      kept =
          change(taken, order -> order.opened(sealed(order, opened), opened.at(), first(opened)));
      kept = kept || isKept(taken.order().id(), opened);
    } finally {
      if (!kept) {
        boolean stopped =
            bankId.cancel(
                taken.order().owner().party(), opened.orderRef(), Deadline.in(callWithin));
        LOG.warnf(
            "An order was opened at BankID too late to be kept orderId=%s cancelled=%s",
            taken.order().id(), stopped);
      }
    }
  }

  private SealedBytes sealed(SigningOrder order, BankId.Start.Opened opened) {
    return content.sealSession(
        order,
        new OrderContent.Session(
            opened.orderRef(),
            opened.autoStartToken(),
            opened.qrStartToken(),
            opened.qrStartSecret()));
  }

  private Instant first(BankId.Start.Opened opened) {
    return opened.at().plus(bankIdConfig.pollInterval());
  }

  /** Stored before, by a try whose answer from the database got lost. */
  private boolean isKept(SigningOrderId id, BankId.Start.Opened opened) {
    return transactions.asSystem(
        () ->
            orders
                .of(id)
                .filter(order -> order.session().isPresent())
                .filter(order -> content.session(order).orderRef().equals(opened.orderRef()))
                .isPresent());
  }

  private void cancel(SigningOrder.Taken taken) {
    SigningOrder order = taken.order();
    if (bankId.cancel(
        order.owner().party(), content.session(order).orderRef(), taken.lease().callBefore())) {
      cancelled(taken);
    } else {
      // The person may have signed just before: look once more before calling it unsigned.
      collect(taken, true);
    }
  }

  private void collect(SigningOrder.Taken taken, boolean last) {
    SigningOrder order = taken.order();
    BankId.Collected collected =
        bankId.collect(
            order.owner().party(), content.session(order).orderRef(), taken.lease().callBefore());
    Instant now = clock.instant();
    switch (collected) {
      case BankId.Collected.Complete complete -> {
        boolean kept =
            change(
                taken,
                now.plus(FINAL_ANSWER_HELD),
                o ->
                    o.collected(
                        content.sealCompletion(o, complete.raw()), clock.instant().plus(lease)));
        if (kept) {
          judgeInNewTrace(order.id());
        }
      }
      case BankId.Collected.Failed failed -> endUnsigned(taken, failed.hintCode(), last);
      // None of these is BankID's one final answer: somebody else, who has taken the order since,
      // may have that, and is not disturbed.
      case BankId.Collected.Gone gone ->
          endUnsigned(taken.whileHeld(), taken.answerMissing() ? ANSWER_LOST : "orderGone", last);
      case BankId.Collected.Pending pending -> {
        if (last || inTime(order, now)) {
          change(
              taken.whileHeld(),
              o ->
                  o.stillPending(
                      pending.hintCode(), !last && o.cancelRequested() ? now : nextCollect(now)));
        } else {
          fail(taken.whileHeld(), "expiredTransaction");
        }
      }
      case BankId.Collected.Unavailable unavailable -> {
        if (inTime(order, now)) {
          change(taken.whileHeld(), o -> o.unanswered(nextCollect(now)));
        } else {
          fail(taken.whileHeld(), "expiredTransaction");
        }
      }
    }
  }

  private boolean inTime(SigningOrder order, Instant now) {
    return !order.partStartedAt().plus(config.collectWithin()).isBefore(now);
  }

  private Instant nextCollect(Instant now) {
    return now.plus(bankIdConfig.pollInterval());
  }

  private void endUnsigned(SigningOrder.Taken taken, String reason, boolean cancelled) {
    if (cancelled) {
      cancelled(taken);
    } else {
      fail(taken, reason);
    }
  }

  private void cancelled(SigningOrder.Taken taken) {
    end(taken, CancelOrder.CANCELLED, order -> order.cancelled(clock.instant()));
  }

  private void fail(SigningOrder.Taken taken, String reason) {
    LOG.infof(
        "A signing order ended without a signature orderId=%s reason=%s",
        taken.order().id(), reason);
    end(taken, reason, order -> order.failed(reason, clock.instant()));
  }

  private void end(SigningOrder.Taken taken, String reason, Consumer<SigningOrder> move) {
    change(
        taken,
        order -> {
          move.accept(order);
          tellEnd.unsigned(order, reason, clock.instant());
        });
  }

  private void judgeInNewTrace(SigningOrderId id) {
    SigningOrder order = transactions.asSystem(() -> orders.of(id).orElseThrow());
    traces.linkedRoot(
        "signature collected",
        order.traceparent(),
        Map.of("sluss.order.id", id.value(), "sluss.tenant.id", order.owner().tenantId().value()),
        () -> judge.judge(order));
  }

  /**
   * Records what came of a step.
   *
   * @return false, and nothing is recorded, when somebody else has moved the order on since it was
   *     taken: this worker was stopped for longer than its lease
   */
  private boolean change(SigningOrder.Taken taken, Consumer<SigningOrder> move) {
    return change(taken, taken.lease().until().minus(REST_OF_A_STEP), move);
  }

  private boolean change(SigningOrder.Taken taken, Instant end, Consumer<SigningOrder> move) {
    boolean mine =
        storing.until(
            end,
            () ->
                transactions.asSystem(
                    () -> {
                      SigningOrder order = orders.lock(taken.order().id()).orElseThrow();
                      if (!order.stillIs(taken)) {
                        return false;
                      }
                      move.accept(order);
                      return true;
                    }));
    if (!mine) {
      LOG.warnf(
          "What came of a step is too late and not recorded orderId=%s status=%s",
          taken.order().id(), taken.became());
    }
    return mine;
  }
}
