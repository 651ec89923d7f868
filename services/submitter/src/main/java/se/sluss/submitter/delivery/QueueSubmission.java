package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.trace.Traces;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SubmissionId;

/** Puts a signed document in the vendor's lane, once. Runs inside the event's transaction. */
@ApplicationScoped
public class QueueSubmission {
  private static final Logger LOG = Logger.getLogger(QueueSubmission.class);

  private final Deliveries deliveries;
  private final OpenDocument openDocument;
  private final DeliveryEvents events;
  private final Traces traces;

  public QueueSubmission(
      Deliveries deliveries, OpenDocument openDocument, DeliveryEvents events, Traces traces) {
    this.deliveries = deliveries;
    this.openDocument = openDocument;
    this.events = events;
    this.traces = traces;
  }

  /**
   * Stores the job, without a place yet. A submission that has one is left alone; one that was
   * cancelled before it came is cancelled.
   *
   * @throws RuntimeException when the sealed document is not the one that was signed
   */
  public void queue(SubmissionSigned signed, String originTraceparent) {
    SubmissionId id = signed.submission().submissionId();
    Deliveries.Sealed sealed =
        new Deliveries.Sealed(
            signed.entry(),
            signed.documentSha256(),
            signed.sealedDocument(),
            signed.sealedSignatures());
    openDocument.check(signed.submission(), sealed);
    Delivery queued =
        new Delivery(
            signed.submission(),
            Optional.empty(),
            new DeliveryState.Queued(QueuedReason.SIGNED),
            0,
            0,
            false,
            originTraceparent,
            traces.currentTraceparent());
    deliveries.oneAtATime(id);
    if (!deliveries.insert(queued, sealed, signed.neededBy().orElse(null))) {
      return;
    }
    if (deliveries.takeEarlyCancel(id)) {
      Delivery cancelled = queued.cancelled();
      deliveries.save(queued, cancelled);
      events.cancelled(cancelled, deliveries.now());
    } else if (!deliveries.hasConnection(signed.submission())) {
      LOG.warnf("A submission waits for a connection of its vendor submissionId=%s", id);
    }
  }

  /**
   * Gives queued documents their places; apart from storing them and from telling of them, so that
   * the rows which slots are chosen from are held for moments only.
   */
  public Deliveries.Placed placeInLanes(int most) {
    return deliveries.placeInLanes(most);
  }

  /** Tells the places of documents that have one and still wait for their slot. How many. */
  public int tellPlaces(int most) {
    List<Delivery> untold = deliveries.untold(most);
    if (untold.isEmpty()) {
      return 0;
    }
    Instant now = deliveries.now();
    Map<SubmissionId, Deliveries.Told> places =
        deliveries.places(
            untold.stream().map(delivery -> delivery.submission().submissionId()).toList());
    for (Delivery delivery : untold) {
      Deliveries.Told place = places.get(delivery.submission().submissionId());
      if (place != null) {
        events.queuedAt(delivery, place, reasonOf(delivery), now);
      }
    }
    return places.size();
  }

  private static QueuedReason reasonOf(Delivery delivery) {
    return delivery.state() instanceof DeliveryState.Queued queued
        ? queued.reason()
        : QueuedReason.SIGNED;
  }

  /**
   * Cancels what cannot have left yet; what never came is cancelled when it comes. While a call is
   * under way the wish is kept, and holds if that call turns out not to have been made.
   */
  public void cancel(SubmissionRef submission) {
    deliveries.oneAtATime(submission.submissionId());
    Optional<Delivery> known = deliveries.lock(submission.submissionId());
    if (known.isEmpty()) {
      deliveries.cancelWhenItComes(submission);
      return;
    }
    Delivery wished = known.get().cancelWished();
    Delivery stopped = wished.asWished();
    if (!stopped.equals(known.get())) {
      deliveries.save(known.get(), stopped);
    }
    if (!stopped.equals(wished)) {
      events.cancelled(stopped, deliveries.now());
    }
  }
}
