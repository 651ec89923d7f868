package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.Topic;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.sealed.SealedBytes;

/** Tells the other rooms where a document stands, in the transaction that put it there. */
@ApplicationScoped
class DeliveryEvents {
  private final Outbox outbox;
  private final Deliveries deliveries;

  DeliveryEvents(Outbox outbox, Deliveries deliveries) {
    this.outbox = outbox;
    this.deliveries = deliveries;
  }

  /**
   * Its place and time come from the rows that the choice is made from; false when it has none any
   * more.
   */
  boolean queued(Delivery delivery, QueuedReason reason, Instant now) {
    Optional<Deliveries.Told> place = deliveries.place(delivery.submission().submissionId());
    place.ifPresent(known -> queuedAt(delivery, known, reason, now));
    return place.isPresent();
  }

  void placeChanged(Delivery delivery, MovedPlaces.Moved moved, Instant now) {
    queuedAt(delivery, moved.connection(), moved.place(), QueuedReason.PLACE_CHANGED, now);
  }

  /** A place that was computed and noted already. */
  void queuedAt(Delivery delivery, Deliveries.Told told, QueuedReason reason, Instant now) {
    queuedAt(delivery, delivery.requireConnection(), told, reason, now);
  }

  private void queuedAt(
      Delivery delivery,
      ConnectionId connection,
      Deliveries.Told told,
      QueuedReason reason,
      Instant now) {
    outbox.append(
        new SubmissionQueued(
            delivery.submission(),
            connection,
            told.place().position(),
            told.place().estimatedStart(),
            reason,
            now,
            Optional.of(told.turn()),
            told.standsStill()),
        delivery.origin());
  }

  void cancelled(Delivery delivery, Instant now) {
    outbox.append(
        new SubmissionCancelled(delivery.submission(), Topic.SUBMITTER, now), delivery.origin());
  }

  void inDoubt(Delivery delivery, AttemptId attempt, int number, Cause cause, Instant now) {
    outbox.append(
        new SubmissionInDoubt(
            delivery.submission(),
            delivery.requireConnection(),
            attempt,
            number,
            cause.name(),
            now),
        delivery.origin());
  }

  void resolved(Delivery delivery, ResolveParked.Decision decision, Instant now) {
    outbox.append(
        new SubmissionResolved(
            delivery.submission(),
            delivery.requireConnection(),
            decision.as(),
            decision.txId(),
            decision.why().reason(),
            decision.why().who(),
            now),
        delivery.origin());
  }

  void parked(Delivery delivery, Cause cause, Instant now) {
    outbox.append(
        new SubmissionParked(
            delivery.submission(), delivery.requireConnection(), cause.name(), now),
        delivery.origin());
  }

  void received(
      Delivery delivery,
      AttemptId attempt,
      int number,
      SubmitOutcome.Received receipt,
      SealedBytes response,
      Instant now) {
    outbox.append(
        new SubmissionReceived(
            delivery.submission(),
            delivery.requireConnection(),
            attempt,
            number,
            receipt.txId(),
            response,
            now),
        delivery.origin());
  }

  void refused(
      Delivery delivery,
      AttemptId attempt,
      int number,
      SubmitOutcome.Refused refusal,
      SealedBytes message,
      SealedBytes response,
      Instant now) {
    outbox.append(
        new SubmissionRefused(
            delivery.submission(),
            delivery.requireConnection(),
            attempt,
            number,
            refusal.reason(),
            message,
            response,
            now),
        delivery.origin());
  }
}
