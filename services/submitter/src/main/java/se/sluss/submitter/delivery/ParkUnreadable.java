package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SubmissionId;

/** Puts a document aside of which no message can be made, so that its lane goes on without it. */
@ApplicationScoped
public class ParkUnreadable {
  private static final Logger LOG = Logger.getLogger(ParkUnreadable.class);

  private final Deliveries deliveries;
  private final DeliveryEvents events;
  private final Transactions transactions;

  public ParkUnreadable(Deliveries deliveries, DeliveryEvents events, Transactions transactions) {
    this.deliveries = deliveries;
    this.events = events;
    this.transactions = transactions;
  }

  /** Parks it in a transaction of its own; what is being sent or has ended is left alone. */
  public void park(SubmissionId submission) {
    if (transactions.asSystem(() -> parked(submission))) {
      LOG.errorf(
          "A document was put aside submissionId=%s cause=%s",
          submission, Cause.DOCUMENT_UNREADABLE);
    }
  }

  private boolean parked(SubmissionId submission) {
    Delivery before =
        deliveries
            .lock(submission)
            .orElseThrow(() -> new IllegalStateException("No job of " + submission));
    Delivery after = before.unreadable();
    if (after.equals(before)) {
      return false;
    }
    deliveries.save(before, after);
    events.parked(after, Cause.DOCUMENT_UNREADABLE, deliveries.now());
    return true;
  }
}
