package se.sluss.submitter.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.AttemptId;
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
   * In one transaction: the attempt, the document's state, the event, and what the lane makes of
   * it. Doing it again changes nothing.
   *
   * @param duration from the bytes' leaving to the end; absent when nobody knows
   */
  public void record(
      SubmissionId submission, AttemptId attempt, Exchange exchange, Optional<Duration> duration) {
    transactions.asSystem(() -> recordWithin(submission, attempt, exchange, duration));
    SubmitOutcome outcome = exchange.outcome();
    LOG.infof(
        "An attempt ended submissionId=%s attemptId=%s outcome=%s", submission, attempt, outcome);
    meters.counter(Names.ATTEMPTS, "outcome", outcome.getClass().getSimpleName()).increment();
    duration.ifPresent(took -> meters.timer(Names.CALL_DURATION).record(took));
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
    deliveries.end(
        attempt,
        new Deliveries.Ended(
            outcome,
            exchange.answer().map(RawAnswer::status).orElse(null),
            exchange.answer().isPresent() ? response : null,
            duration.orElse(null)));
    Delivery after = before.after(attempt, outcome, config.resendPolicy(), now);
    if (!after.equals(before)) {
      deliveries.save(after);
      tell(after, attempt, outcome, response, now);
      stopIfWished(after, now);
    }
    brakeOn(outcome, before);
  }

  /** Told after the return to the queue, so that whoever follows sees every move. */
  private void stopIfWished(Delivery delivery, Instant now) {
    Delivery stopped = delivery.asWished();
    if (!stopped.equals(delivery)) {
      deliveries.save(stopped);
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

  private void brakeOn(SubmitOutcome outcome, Delivery delivery) {
    switch (outcome) {
      case SubmitOutcome.ShutOff(var cause, _) ->
          stopLane.stopWithin(delivery.requireConnection(), cause);
      case SubmitOutcome.InDoubt(var cause) -> {
        if (cause.strain()) {
          brake.hold(delivery.requireConnection(), config.strainHold());
        }
      }
      case SubmitOutcome.Received _, SubmitOutcome.Refused _, SubmitOutcome.NotSent _ -> {}
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
