package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.Topic;
import se.sluss.model.id.SignerRole;
import se.sluss.signing.store.OpenOrders;
import se.sluss.signing.store.Signables;

/**
 * Submissions come in to be signed, and leave unsigned when their owner cancels or nobody signs in
 * time. Runs inside the caller's transaction.
 */
@ApplicationScoped
public class AcceptForSigning {
  private static final int SWEEP = 200;

  private final Signables signables;
  private final AcceptSigned acceptSigned;
  private final RemindOwners reminders;
  private final Outbox outbox;
  private final OpenOrders openOrders;
  private final SigningConfig config;
  private final InstantSource clock;

  public AcceptForSigning(
      Signables signables,
      AcceptSigned acceptSigned,
      RemindOwners reminders,
      Outbox outbox,
      OpenOrders openOrders,
      SigningConfig config,
      @SharedClock InstantSource clock) {
    this.signables = signables;
    this.acceptSigned = acceptSigned;
    this.reminders = reminders;
    this.outbox = outbox;
    this.openOrders = openOrders;
    this.config = config;
    this.clock = clock;
  }

  /** Keeps the submission and tells who has to sign, or that all have. */
  public void accepted(ReceivedEvent received, SubmissionAccepted event) {
    Signable signable =
        new Signable(
            event, event.acceptedAt().plus(config.signWithin()), received.originTraceparent());
    reminders.plan(signable);
    signables.persistAndFlush(signable);
    event
        .sealedSignatures()
        .ifPresentOrElse(
            brought -> acceptSigned.accept(event, signable, brought),
            () ->
                outbox.append(
                    new SubmissionAwaitingSignature(
                        event.submission(), signable.missing(Set.of()), clock.instant())));
  }

  /** Stops it when it is not signed yet; afterwards the submitter decides. */
  public void cancelRequested(SubmissionCancelRequested event) {
    signables
        .lock(event.submission().submissionId())
        .filter(signable -> signable.end(Signable.State.CANCELLED))
        .ifPresent(
            signable ->
                outbox.append(
                    new SubmissionCancelled(signable.ref(), Topic.SIGNING, clock.instant())));
  }

  /**
   * Ends some of what nobody signed in time. What somebody is signing just now is left until that
   * has ended.
   *
   * @return whether there may be more
   */
  public boolean expireOverdue() {
    int ended = 0;
    for (Signable signable : signables.lockOverdue(clock.instant(), SWEEP)) {
      if (isBeingSigned(signable.ref())) {
        continue;
      }
      signable.end(Signable.State.EXPIRED);
      outbox.append(
          new SubmissionExpired(signable.ref(), clock.instant()), signable.originTraceparent());
      ended++;
    }
    return ended == SWEEP;
  }

  private boolean isBeingSigned(SubmissionRef ref) {
    Owner owner = new Owner(ref.vendorId(), ref.tenantId(), ref.mode());
    return Arrays.stream(SignerRole.values())
        .anyMatch(role -> !openOrders.over(owner, role, List.of(ref.submissionId())).isEmpty());
  }
}
