package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSigned;

/**
 * Keeps what packages are made of, as events bring it. Rooms tell in topics of their own, so that a
 * final answer may be read here before the hand-in: the package is made when all of it is there.
 * Runs inside the transaction that marks the event as applied.
 */
@ApplicationScoped
public class CollectEvidence {
  private final EvidenceStore store;
  private final InstantSource clock;

  public CollectEvidence(EvidenceStore store, @SharedClock InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Keeps what one event tells, after its receipt was kept if it is a final answer. */
  public void on(ReceivedEvent received) {
    if (!(received.event() instanceof SubmissionEvent event)) {
      return;
    }
    Fact.of(event).ifPresent(fact -> store.keep(received.id(), event.submission(), fact));
    switch (event) {
      case SubmissionSigned signed -> store.keep(signed);
      case SubmissionReceived _, SubmissionRefused _ -> want(event);
      case SubmissionResolved resolved when resolved.resolution() != Resolution.SEND_AGAIN ->
          want(event);
      case SubmissionCancelled _, SubmissionExpired _ ->
          store.forget(event.submission(), clock.instant());
      default -> {
        // A step on the way, and no more.
      }
    }
  }

  private void want(SubmissionEvent event) {
    store.want(event.submission(), clock.instant());
  }
}
