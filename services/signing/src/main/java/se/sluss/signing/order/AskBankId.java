package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.BankIdConfig;
import se.sluss.signing.bankid.Deadline;
import se.sluss.signing.store.SigningOrders;

/**
 * The steps that BankID is asked for: open, collect, cancel. Each is a call without any
 * transaction, and a short transaction that records what came of it.
 */
@ApplicationScoped
class AskBankId {
  private static final Logger LOG = Logger.getLogger(AskBankId.class);

  /** Nobody knows whether BankID has an order. */
  static final String START_UNKNOWN = "startUnknown";

  /** BankID's final answer may have got to a worker who died with it. */
  private static final String ANSWER_LOST = "answerLost";

  private static final String EXPIRED = "expiredTransaction";

  /**
   * For so long a final answer is tried to be stored, also after the lease: nobody else can have
   * it.
   */
  private static final Duration FINAL_ANSWER_HELD = Duration.ofMinutes(3);

  /**
   * For so long an order that BankID does not know any more is left to whoever asked before. It was
   * taken since, so the database is back; and the answer is tried to be stored every second.
   */
  private static final Duration LEFT_TO_ITS_HOLDER = Duration.ofSeconds(10);

  /**
   * For so long a person can sign an order at BankID, with some to spare; what its owner wanted
   * stopped is then stopped, though BankID says nothing.
   */
  private static final Duration SIGNABLE = Duration.ofSeconds(200);

  private final SigningOrders orders;
  private final OrderContent content;
  private final TracedBankId bankId;
  private final BankIdConfig bankIdConfig;
  private final SigningConfig config;
  private final Transactions transactions;
  private final StoreOutcome storing;
  private final RecordOutcome record;
  private final StepTimes times;

  AskBankId(
      SigningOrders orders,
      OrderContent content,
      TracedBankId bankId,
      BankIdConfig bankIdConfig,
      SigningConfig config,
      Transactions transactions,
      StoreOutcome storing,
      RecordOutcome record) {
    this.orders = orders;
    this.content = content;
    this.bankId = bankId;
    this.bankIdConfig = bankIdConfig;
    this.config = config;
    this.transactions = transactions;
    this.storing = storing;
    this.record = record;
    this.times = StepTimes.of(bankIdConfig);
  }

  void open(TakenOrder taken) {
    SigningOrder order = taken.order();
    OrderContent.Request request = content.request(order);
    OrderContent.RequestedPart part = request.parts().get(order.part() - 1);
    BankId.Start start =
        bankId.sign(
            order,
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
    switch (start) {
      case BankId.Start.Opened opened -> keep(taken, opened);
      case BankId.Start.Refused refused -> record.of(taken, record.failed(refused.errorCode()));
      case BankId.Start.Unknown _ -> record.of(taken, record.failed(START_UNKNOWN));
      case BankId.Start.NotOpened notOpened ->
          record.of(
              taken,
              whileItLasts(
                  config.openWithin(),
                  (o, now) -> o.notOpened(nextLook(now)),
                  record.failed(notOpened.reason())));
    }
  }

  /**
   * An order that is open at BankID and not kept here would be signed for nothing: it is cancelled
   * there. So it goes when this process was stopped so long that another has given the order up.
   */
  private void keep(TakenOrder taken, BankId.Start.Opened opened) {
    boolean kept = false;
    try {
      kept =
          record.of(
              taken,
              (order, now) -> {
                Instant at = now.minus(opened.at().ago());
                order.opened(sealed(order, opened), at, nextLook(at));
              });
      kept = kept || isKept(taken.order().id(), opened);
    } finally {
      if (!kept) {
        boolean stopped =
            bankId.cancel(taken.order(), opened.orderRef(), Deadline.in(times.callWithin()));
        LOG.warnf(
            "An order was opened at BankID too late to be kept orderId=%s submissionIds=%s"
                + " cancelled=%s",
            taken.order().id(), taken.order().parts().named(), stopped);
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

  /**
   * Stops an order that is open.
   *
   * @return whether the person signed before, and there is an answer to judge
   */
  boolean cancel(TakenOrder taken) {
    SigningOrder order = taken.order();
    if (bankId.cancel(order, content.session(order).orderRef(), taken.lease().callBefore())) {
      record.of(taken, record.cancelled());
      return false;
    }
    // The person may have signed just before: look once more before calling it unsigned.
    return collect(taken, true);
  }

  /**
   * Asks how an order stands that is open.
   *
   * @return whether there is an answer to judge
   */
  boolean collect(TakenOrder taken) {
    return collect(taken, false);
  }

  private boolean collect(TakenOrder taken, boolean last) {
    SigningOrder order = taken.order();
    BankId.Collected collected =
        bankId.collect(order, content.session(order).orderRef(), taken.lease().callBefore());
    return switch (collected) {
      case BankId.Collected.Complete complete ->
          record.of(
              taken,
              storing.endIn(FINAL_ANSWER_HELD),
              (o, now) ->
                  o.collected(content.sealCompletion(o, complete.raw()), now.plus(times.lease())));
      case BankId.Collected.Failed failed -> unsigned(taken, ended(failed.hintCode(), last));
      // None of these is BankID's one final answer: somebody else, who has taken the order since,
      // may have that, and is not disturbed.
      case BankId.Collected.Gone _ ->
          unsigned(
              taken.whileHeld(),
              taken.answerMissing()
                  ? afterItsHolder(ended(ANSWER_LOST, last))
                  : ended("orderGone", last));
      case BankId.Collected.Pending pending -> {
        RecordOutcome.Move still =
            (o, now) ->
                o.stillPending(
                    pending.hintCode(), !last && o.cancelRequested() ? now : nextLook(now));
        yield unsigned(
            taken.whileHeld(),
            last ? still : whileItLasts(config.collectWithin(), still, record.failed(EXPIRED)));
      }
      case BankId.Collected.Unavailable _ ->
          unsigned(
              taken.whileHeld(),
              whileItLasts(
                  last ? SIGNABLE : config.collectWithin(),
                  (o, now) -> o.unanswered(now, nextLook(now)),
                  ended(ANSWER_LOST, last)));
    };
  }

  private boolean unsigned(TakenOrder taken, RecordOutcome.Move move) {
    record.of(taken, move);
    return false;
  }

  private RecordOutcome.Move ended(String reason, boolean cancelled) {
    return cancelled ? record.cancelled() : record.failed(reason);
  }

  /** The move, unless whoever has the order's answer stores it in time. */
  private static RecordOutcome.Move afterItsHolder(RecordOutcome.Move over) {
    return (order, now) -> {
      if (!order.leftToWhoeverHasItsAnswer(now.plus(LEFT_TO_ITS_HOLDER))) {
        over.make(order, now);
      }
    };
  }

  /** One move for so long after the part was begun, then the other. */
  private static RecordOutcome.Move whileItLasts(
      Duration time, RecordOutcome.Move move, RecordOutcome.Move after) {
    return (order, now) ->
        (order.partStartedAt().plus(time).isBefore(now) ? after : move).make(order, now);
  }

  private Instant nextLook(Instant now) {
    return now.plus(bankIdConfig.pollInterval());
  }
}
