package se.sluss.submitter.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.ops.Names;

/** Stores how an attempt ended, with the raw answer, and moves the document on. */
@ApplicationScoped
public class RecordOutcome {
  private static final Logger LOG = Logger.getLogger(RecordOutcome.class);

  private final Deliveries deliveries;
  private final DeliveryEvents events;
  private final StopLane stopLane;
  private final LaneBrake brake;
  private final Sealer sealer;
  private final Transactions transactions;
  private final DeliveryConfig config;
  private final MeterRegistry meters;

  public RecordOutcome(
      Deliveries deliveries,
      DeliveryEvents events,
      StopLane stopLane,
      LaneBrake brake,
      Sealer sealer,
      Transactions transactions,
      DeliveryConfig config,
      MeterRegistry meters) {
    this.deliveries = deliveries;
    this.events = events;
    this.stopLane = stopLane;
    this.brake = brake;
    this.sealer = sealer;
    this.transactions = transactions;
    this.config = config;
    this.meters = meters;
  }

  /**
   * An attempt that is over.
   *
   * @param delivery as it was when the slot was taken
   * @param leftBy when its bytes had left, by the database's clock; empty when none did, when
   *     nobody knows, or when that is noted already
   * @param took from the bytes' leaving to the end; empty when nobody knows
   * @param trace the attempt's trace
   */
  public record Ending(
      Delivery delivery,
      AttemptId attempt,
      Exchange exchange,
      Optional<Instant> leftBy,
      Optional<Duration> took,
      Context trace) {
    private SubmissionId submission() {
      return delivery.submission().submissionId();
    }

    private ConnectionId connection() {
      return delivery.requireConnection();
    }

    private SubmitOutcome outcome() {
      return exchange.outcome();
    }

    /** Whether it changes rows that others take in another order. */
    private boolean standsAlone() {
      return switch (outcome()) {
        case SubmitOutcome.NotSent _, SubmitOutcome.ShutOff _ -> true;
        case SubmitOutcome.Received _, SubmitOutcome.Refused _, SubmitOutcome.InDoubt _ -> false;
      };
    }
  }

  /** Rows that several endings touch are taken in one order, so that two rounds cannot cross. */
  private static final Comparator<Ending> ORDER =
      Comparator.comparing((Ending ending) -> ending.connection().value())
          .thenComparing(ending -> ending.submission().value());

  /**
   * Each with its attempt, the document's state, the event, and what the lane makes of it; all in
   * one transaction, or, when that fails, each in its own. Doing it again changes nothing. What may
   * go back to the queue is stored alone, since it changes the rows that slots are chosen from.
   *
   * @return in their order, what each failed with; empty for what is stored
   */
  public List<Optional<RuntimeException>> recordTogether(List<Ending> endings) {
    Map<Ending, Optional<RuntimeException>> faults = new IdentityHashMap<>();
    List<Ending> inOrder = endings.stream().sorted(ORDER).toList();
    store(inOrder.stream().filter(ending -> !ending.standsAlone()).toList(), faults);
    inOrder.stream().filter(Ending::standsAlone).forEach(ending -> store(List.of(ending), faults));
    return endings.stream().map(faults::get).toList();
  }

  private void store(List<Ending> endings, Map<Ending, Optional<RuntimeException>> faults) {
    if (endings.isEmpty()) {
      return;
    }
    try {
      transactions.asSystem(() -> recordAll(endings));
      endings.forEach(this::tell);
      endings.forEach(ending -> faults.put(ending, Optional.empty()));
    } catch (RuntimeException e) {
      if (endings.size() == 1) {
        faults.put(endings.getFirst(), Optional.of(e));
      } else {
        endings.forEach(ending -> store(List.of(ending), faults));
      }
    }
  }

  private void tell(Ending ending) {
    LOG.infof(
        "An attempt ended submissionId=%s attemptId=%s outcome=%s",
        ending.submission(), ending.attempt(), ending.outcome());
    meters
        .counter(Names.ATTEMPTS, "outcome", ending.outcome().getClass().getSimpleName())
        .increment();
    ending.took().ifPresent(took -> meters.timer(Names.CALL_DURATION).record(took));
  }

  /** An attempt of which nobody will tell how it ended. Runs in the caller's transaction. */
  void recordLost(SubmissionId submission, AttemptId attempt, Exchange lost) {
    recordAll(
        List.of(
            new Ending(
                locked(submission),
                attempt,
                lost,
                Optional.empty(),
                Optional.empty(),
                Context.current())));
  }

  /** The lanes' rows, which all wait for, are taken last. */
  private void recordAll(List<Ending> endings) {
    Instant now = deliveries.now();
    List<Ending> news = endings.stream().filter(ending -> recordInItsTrace(ending, now)).toList();
    List<LaneBrake.Lesson> lessons =
        news.stream().map(RecordOutcome::lesson).flatMap(Optional::stream).toList();
    if (!lessons.isEmpty()) {
      brake.learn(lessons);
    }
    news.forEach(this::brakeOn);
  }

  private boolean recordInItsTrace(Ending ending, Instant now) {
    try (Scope ignored = ending.trace().makeCurrent()) {
      return record(ending, now);
    }
  }

  private Delivery locked(SubmissionId submission) {
    return deliveries
        .lock(submission)
        .orElseThrow(() -> new IllegalStateException("No job of " + submission));
  }

  /** Whether it was not known before. */
  private boolean record(Ending ending, Instant now) {
    Delivery before = locked(ending.submission());
    AttemptId attempt = ending.attempt();
    SubmitOutcome outcome = ending.outcome();
    Optional<RawAnswer> answer = ending.exchange().answer();
    SealedBytes response = seal(before, Purpose.AUTHORITY_RESPONSE, rawBody(ending.exchange()));
    OptionalInt number =
        deliveries.end(
            attempt,
            new Deliveries.Ended(
                outcome,
                answer.map(RawAnswer::status).orElse(null),
                answer.isPresent() ? response : null,
                ending.took().orElse(null)));
    if (number.isEmpty()) {
      return false;
    }
    if (outcome instanceof SubmitOutcome.NotSent) {
      // Before the document is counted back in: who comes back starts at the lane's virtual time.
      brake.unused(attempt);
    }
    Delivery after = before.after(attempt, outcome, config.resendPolicy(), now);
    if (!after.equals(before)) {
      deliveries.save(before, after);
      tell(after, attempt, number.getAsInt(), outcome, response, now);
      stopIfWished(after, now);
    } else if (isVerdict(outcome)) {
      LOG.warnf(
          "A verdict came after the document had ended otherwise, and is kept with its attempt"
              + " submissionId=%s attemptId=%s state=%s outcome=%s",
          ending.submission(), attempt, after.state(), outcome);
      meters.counter(Names.VERDICTS_TOO_LATE).increment();
    }
    return true;
  }

  private static boolean isVerdict(SubmitOutcome outcome) {
    return switch (outcome) {
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> true;
      case SubmitOutcome.NotSent _, SubmitOutcome.InDoubt _, SubmitOutcome.ShutOff _ -> false;
    };
  }

  /** Told after the return to the queue, so that whoever follows sees every move. */
  private void stopIfWished(Delivery delivery, Instant now) {
    Delivery stopped = delivery.asWished();
    if (!stopped.equals(delivery)) {
      deliveries.save(delivery, stopped);
      events.cancelled(stopped, now);
    }
  }

  private void tell(
      Delivery after,
      AttemptId attempt,
      int number,
      SubmitOutcome outcome,
      SealedBytes response,
      Instant now) {
    switch (after.state()) {
      case DeliveryState.Queued(var reason) -> events.queued(after, reason, now);
      case DeliveryState.InDoubt doubt ->
          events.inDoubt(after, attempt, number, doubt.cause(), now);
      case DeliveryState.Parked parked -> {
        events.inDoubt(after, attempt, number, parked.cause(), now);
        events.parked(after, parked.cause(), now);
      }
      case DeliveryState.Received _ -> {
        if (outcome instanceof SubmitOutcome.Received receipt) {
          events.received(after, attempt, number, receipt, response, now);
        }
      }
      case DeliveryState.Refused _ -> {
        if (outcome instanceof SubmitOutcome.Refused refusal) {
          byte[] words = refusal.message().getBytes(StandardCharsets.UTF_8);
          SealedBytes message = seal(after, Purpose.AUTHORITY_MESSAGE, words);
          events.refused(after, attempt, number, refusal, message, response, now);
        }
      }
      case DeliveryState.Sending _, DeliveryState.Cancelled _ -> {}
    }
  }

  /** What the time that a call took, and its answer, say of the lane. */
  private static Optional<LaneBrake.Lesson> lesson(Ending ending) {
    Exchange exchange = ending.exchange();
    return switch (ending.outcome()) {
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> lesson(ending, true, false);
      case SubmitOutcome.InDoubt(var cause) ->
          lesson(ending, exchange.answer().isPresent() && !cause.strain(), cause.strain());
      case SubmitOutcome.ShutOff _, SubmitOutcome.NotSent _ -> Optional.empty();
    };
  }

  private static Optional<LaneBrake.Lesson> lesson(Ending ending, boolean good, boolean strained) {
    return ending
        .took()
        .map(
            took ->
                new LaneBrake.Lesson(
                    ending.connection(),
                    ending.attempt(),
                    ending.leftBy(),
                    took,
                    good,
                    strained,
                    ending.exchange().settled()));
  }

  /** What else the lane makes of it. */
  private void brakeOn(Ending ending) {
    ConnectionId connection = ending.connection();
    switch (ending.outcome()) {
      case SubmitOutcome.ShutOff(var cause, _) -> {
        ending.leftBy().ifPresent(by -> brake.left(ending.attempt(), by));
        stopLane.stopWithin(connection, cause);
      }
      case SubmitOutcome.InDoubt(var cause) -> {
        if (ending.took().isEmpty()) {
          brake.learnedNothing(connection, ending.attempt());
        }
        if (cause.overload()) {
          brake.hold(connection, config.strainHold());
        }
      }
      case SubmitOutcome.NotSent _ -> brake.learnedNothing(connection, ending.attempt());
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> {}
    }
  }

  private static byte[] rawBody(Exchange exchange) {
    return exchange.answer().map(RawAnswer::body).orElse(new byte[0]);
  }

  private SealedBytes seal(Delivery delivery, Purpose purpose, byte[] plain) {
    return sealer.seal(
        delivery.submission().tenantId(),
        delivery.submission().submissionId().value(),
        purpose,
        plain);
  }
}
