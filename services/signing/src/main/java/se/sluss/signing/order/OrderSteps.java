package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.SigningOrderId;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.BankIdConfig;
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
  private final OrderContent content;
  private final JudgeSignature judge;
  private final BankId bankId;
  private final BankIdConfig bankIdConfig;
  private final SigningConfig config;
  private final Transactions transactions;
  private final Outbox outbox;
  private final Traces traces;
  private final InstantSource clock;
  private final ExecutorService steps = Executors.newVirtualThreadPerTaskExecutor();

  public OrderSteps(
      SigningOrders orders,
      OrderContent content,
      JudgeSignature judge,
      BankId bankId,
      BankIdConfig bankIdConfig,
      SigningConfig config,
      Transactions transactions,
      Outbox outbox,
      Traces traces,
      InstantSource clock) {
    this.orders = orders;
    this.content = content;
    this.judge = judge;
    this.bankId = bankId;
    this.bankIdConfig = bankIdConfig;
    this.config = config;
    this.transactions = transactions;
    this.outbox = outbox;
    this.traces = traces;
    this.clock = clock;
  }

  /** Takes every order that is due and starts its step; returns without waiting for the steps. */
  public void takeDue() {
    record Taken(SigningOrder order, OrderStatus was) {}
    List<Taken> taken =
        transactions.asSystem(
            () ->
                orders.lockDue(clock.instant(), AT_ONCE).stream()
                    .map(
                        order -> {
                          OrderStatus was = order.status();
                          if (was == OrderStatus.STARTING) {
                            order.opening();
                          }
                          order.lease(clock.instant());
                          return new Taken(order, was);
                        })
                    .toList());
    for (Taken one : taken) {
      steps.execute(() -> step(one.order(), one.was()));
    }
  }

  private void step(SigningOrder order, OrderStatus was) {
    try {
      switch (was) {
        case STARTING -> open(order);
        // Whoever asked BankID died before the answer was kept: an order may be open there.
        case OPENING -> fail(order.id(), "startUnknown");
        case PENDING -> {
          if (order.cancelRequested()) {
            cancel(order);
          } else {
            collect(order, false);
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
          order.id(), was, e.getClass().getSimpleName());
    }
  }

  private void open(SigningOrder order) {
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
                request.terms()));
    Instant now = clock.instant();
    switch (start) {
      case BankId.Start.Opened opened ->
          change(
              order.id(),
              o ->
                  o.opened(
                      content.sealSession(
                          o,
                          new OrderContent.Session(
                              opened.orderRef(),
                              opened.autoStartToken(),
                              opened.qrStartToken(),
                              opened.qrStartSecret())),
                      opened.at(),
                      opened.at().plus(bankIdConfig.pollInterval())));
      case BankId.Start.Refused refused -> fail(order.id(), refused.errorCode());
      case BankId.Start.Unknown unknown -> fail(order.id(), "startUnknown");
      case BankId.Start.NotOpened notOpened -> {
        if (order.partStartedAt().plus(config.openWithin()).isBefore(now)) {
          fail(order.id(), notOpened.reason());
        } else {
          change(order.id(), o -> o.notOpened(now.plus(bankIdConfig.pollInterval())));
        }
      }
    }
  }

  private void cancel(SigningOrder order) {
    if (bankId.cancel(order.owner().party(), content.session(order).orderRef())) {
      cancelled(order.id());
    } else {
      // The person may have signed just before: look once more before calling it unsigned.
      collect(order, true);
    }
  }

  private void collect(SigningOrder order, boolean last) {
    BankId.Collected collected =
        bankId.collect(order.owner().party(), content.session(order).orderRef());
    Instant now = clock.instant();
    switch (collected) {
      case BankId.Collected.Complete complete -> {
        change(order.id(), o -> o.collected(content.sealCompletion(o, complete.raw()), now));
        judgeInNewTrace(order.id());
      }
      case BankId.Collected.Failed failed -> endUnsigned(order.id(), failed.hintCode(), last);
      case BankId.Collected.Gone gone -> endUnsigned(order.id(), "orderGone", last);
      case BankId.Collected.Pending pending -> {
        if (last) {
          change(order.id(), o -> o.stillPending(pending.hintCode(), nextCollect(now)));
        } else {
          goOn(order, pending.hintCode(), now);
        }
      }
      case BankId.Collected.Unavailable unavailable -> goOn(order, null, now);
    }
  }

  private void goOn(SigningOrder order, @Nullable String hintCode, Instant now) {
    if (order.partStartedAt().plus(config.collectWithin()).isBefore(now)) {
      fail(order.id(), "expiredTransaction");
    } else {
      change(order.id(), o -> o.stillPending(hintCode, nextCollect(now)));
    }
  }

  private Instant nextCollect(Instant now) {
    return now.plus(bankIdConfig.pollInterval());
  }

  private void endUnsigned(SigningOrderId id, String reason, boolean cancelled) {
    if (cancelled) {
      cancelled(id);
    } else {
      fail(id, reason);
    }
  }

  private void cancelled(SigningOrderId id) {
    end(id, CancelOrder.CANCELLED, order -> order.cancelled(clock.instant()));
  }

  private void fail(SigningOrderId id, String reason) {
    LOG.infof("A signing order ended without a signature orderId=%s reason=%s", id, reason);
    end(id, reason, order -> order.failed(reason, clock.instant()));
  }

  private void end(SigningOrderId id, String reason, Consumer<SigningOrder> move) {
    change(
        id,
        order -> {
          move.accept(order);
          outbox.append(order.endedUnsigned(reason, clock.instant()), order.traceparent());
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

  private void change(SigningOrderId id, Consumer<SigningOrder> move) {
    transactions.asSystem(() -> move.accept(orders.lock(id).orElseThrow()));
  }
}
