package se.sluss.submitter.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.id.SubmissionId;

/**
 * Carries out what a person decided about a parked document, writes it down and tells it. Works in
 * the caller's transaction.
 */
@ApplicationScoped
public class ResolveParked {
  private static final Logger LOG = Logger.getLogger(ResolveParked.class);

  private final Deliveries deliveries;
  private final DeliveryEvents events;
  private final OperatorActs acts;

  public ResolveParked(Deliveries deliveries, DeliveryEvents events, OperatorActs acts) {
    this.deliveries = deliveries;
    this.events = events;
    this.acts = acts;
  }

  /**
   * A person's decision.
   *
   * @param txId the authority's identifier of the call; present exactly when the authority has it
   */
  public record Decision(Resolution as, Optional<String> txId, OperatorActs.Why why) {}

  /** What came of it. */
  public sealed interface Result {
    record Done(Delivery delivery) implements Result {}

    /** It is not parked, so there is nothing to decide. */
    record NotParked(DeliveryState state) implements Result {}

    /** There is no such document here. */
    record Unknown() implements Result {}
  }

  /** Changes nothing unless the document is parked. */
  public Result resolve(SubmissionId submission, Decision decision) {
    Optional<Delivery> known = deliveries.lock(submission);
    if (known.isEmpty()) {
      return new Result.Unknown();
    }
    Delivery before = known.get();
    Delivery after = before.resolved(decision.as());
    if (after.equals(before)) {
      return new Result.NotParked(before.state());
    }
    Instant now = deliveries.now();
    deliveries.save(before, after);
    acts.onSubmission(
        submission,
        "resolve",
        decision.why(),
        decision.as() + decision.txId().map(" "::concat).orElse(""));
    events.resolved(after, decision, now);
    LOG.infof("A parked document was resolved submissionId=%s as=%s", submission, decision.as());
    return new Result.Done(goesOn(after, now));
  }

  /** A wish to stop it that came while it was parked holds when nothing can have left. */
  private Delivery goesOn(Delivery resolved, Instant now) {
    if (!(resolved.state() instanceof DeliveryState.Queued)) {
      return resolved;
    }
    events.queued(resolved, QueuedReason.OPERATOR, now);
    Delivery stopped = resolved.asWished();
    if (!stopped.equals(resolved)) {
      deliveries.save(resolved, stopped);
      events.cancelled(stopped, now);
    }
    return stopped;
  }
}
