package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import se.sluss.model.id.AttemptId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;

/** Tells what an outcome has made of a document. */
@ApplicationScoped
class OutcomeEvents {
  private final DeliveryEvents events;
  private final Sealer sealer;

  OutcomeEvents(DeliveryEvents events, Sealer sealer) {
    this.events = events;
    this.sealer = sealer;
  }

  /**
   * @param number the attempt's, from 1
   * @param response the raw answer
   */
  void tell(
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
          SealedBytes message = sealed(after, refusal.message());
          events.refused(after, attempt, number, refusal, message, response, now);
        }
      }
      case DeliveryState.Sending _, DeliveryState.Cancelled _ -> {}
    }
  }

  private SealedBytes sealed(Delivery delivery, String message) {
    return sealer.seal(
        delivery.submission().tenantId(),
        delivery.submission().submissionId().value(),
        Purpose.AUTHORITY_MESSAGE,
        message.getBytes(StandardCharsets.UTF_8));
  }
}
