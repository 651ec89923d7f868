package se.sluss.submitter.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
   * @param took from the bytes' leaving to the end; empty when nobody knows
   * @param trace the attempt's trace
   */
  public record Ending(
      Delivery delivery,
      AttemptId attempt,
      Exchange exchange,
      Optional<Duration> took,
      Context trace) {
    private SubmissionId submission() {
      return delivery.submission().submissionId();
    }
  }

  /** Rows that several endings touch are taken in one order, so that two rounds cannot cross. */
  private static final Comparator<Ending> ORDER =
      Comparator.comparing((Ending ending) -> ending.delivery().requireConnection().value())
          .thenComparing(ending -> ending.delivery().submission().tenantId().value())
          .thenComparing(ending -> ending.submission().value());

  /**
   * Each with its attempt, the document's state, the event, and what the lane makes of it; all in
   * one transaction, or, when that fails, each in its own. Doing it again changes nothing.
   *
   * @return in their order, what each failed with; empty for what is stored
   */
  public List<Optional<RuntimeException>> recordTogether(List<Ending> endings) {
    try {
      transactions.asSystem(() -> endings.stream().sorted(ORDER).forEach(this::recordInItsTrace));
      endings.forEach(this::tell);
      return endings.stream().map(_ -> Optional.<RuntimeException>empty()).toList();
    } catch (RuntimeException e) {
      return endings.size() == 1
          ? List.of(Optional.of(e))
          : endings.stream().flatMap(one -> recordTogether(List.of(one)).stream()).toList();
    }
  }

  private void recordInItsTrace(Ending ending) {
    try (Scope ignored = ending.trace().makeCurrent()) {
      recordWithin(ending.submission(), ending.attempt(), ending.exchange(), ending.took());
    }
  }

  private void tell(Ending ending) {
    SubmitOutcome outcome = ending.exchange().outcome();
    LOG.infof(
        "An attempt ended submissionId=%s attemptId=%s outcome=%s",
        ending.submission(), ending.attempt(), outcome);
    meters.counter(Names.ATTEMPTS, "outcome", outcome.getClass().getSimpleName()).increment();
    ending.took().ifPresent(took -> meters.timer(Names.CALL_DURATION).record(took));
  }

  void recordWithin(
      SubmissionId submission, AttemptId attempt, Exchange exchange, Optional<Duration> duration) {
    Delivery before =
        deliveries
            .lock(submission)
            .orElseThrow(() -> new IllegalStateException("No job of " + submission));
    Instant now = deliveries.now();
    SubmitOutcome outcome = exchange.outcome();
    SealedBytes response = seal(before, Purpose.AUTHORITY_RESPONSE, rawBody(exchange));
    boolean news =
        deliveries.end(
            attempt,
            new Deliveries.Ended(
                outcome,
                exchange.answer().map(RawAnswer::status).orElse(null),
                exchange.answer().isPresent() ? response : null,
                duration.orElse(null)));
    Delivery after = before.after(attempt, outcome, config.resendPolicy(), now);
    if (!after.equals(before)) {
      deliveries.save(before, after);
      tell(after, attempt, outcome, response, now);
      stopIfWished(after, now);
    } else if (news && isVerdict(outcome)) {
      LOG.warnf(
          "A verdict came after the document had ended otherwise, and is kept with its attempt"
              + " submissionId=%s attemptId=%s state=%s outcome=%s",
          submission, attempt, after.state(), outcome);
      meters.counter(Names.VERDICTS_TOO_LATE).increment();
    }
    brakeOn(before.requireConnection(), attempt, exchange, duration);
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
      Delivery after, AttemptId attempt, SubmitOutcome outcome, SealedBytes response, Instant now) {
    int number = deliveries.attemptNumber(attempt);
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

  private void brakeOn(
      ConnectionId connection, AttemptId attempt, Exchange exchange, Optional<Duration> duration) {
    switch (exchange.outcome()) {
      case SubmitOutcome.ShutOff(var cause, _) -> stopLane.stopWithin(connection, cause);
      case SubmitOutcome.InDoubt(var cause) -> {
        if (duration.isPresent()) {
          boolean good = exchange.answer().isPresent() && !cause.strain();
          learn(connection, attempt, exchange, duration.get(), good, cause.strain());
        } else {
          brake.learnedNothing(connection);
        }
        if (cause.overload()) {
          brake.hold(connection, config.strainHold());
        }
      }
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ ->
          duration.ifPresent(took -> learn(connection, attempt, exchange, took, true, false));
      case SubmitOutcome.NotSent _ -> brake.learnedNothing(connection);
    }
  }

  private void learn(
      ConnectionId connection,
      AttemptId attempt,
      Exchange exchange,
      Duration took,
      boolean good,
      boolean strained) {
    brake.learn(
        connection, new LaneBrake.Lesson(attempt, took, good, strained, exchange.settled()));
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
