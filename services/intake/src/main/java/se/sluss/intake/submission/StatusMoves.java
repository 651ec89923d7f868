package se.sluss.intake.submission;

import static se.sluss.intake.submission.SubmissionState.ACCEPTED;
import static se.sluss.intake.submission.SubmissionState.AWAITING_SIGNATURE;
import static se.sluss.intake.submission.SubmissionState.CANCELLED;
import static se.sluss.intake.submission.SubmissionState.EXPIRED;
import static se.sluss.intake.submission.SubmissionState.IN_DOUBT;
import static se.sluss.intake.submission.SubmissionState.PARKED;
import static se.sluss.intake.submission.SubmissionState.QUEUED;
import static se.sluss.intake.submission.SubmissionState.RECEIVED;
import static se.sluss.intake.submission.SubmissionState.REFUSED;
import static se.sluss.intake.submission.SubmissionState.SENDING;

import java.util.List;
import java.util.Optional;
import se.sluss.intake.submission.Effect.Applied;
import se.sluss.intake.submission.Effect.Contradiction;
import se.sluss.intake.submission.Effect.Late;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSignatureMissing;
import se.sluss.model.event.SubmissionSigned;

/**
 * Leads a status on by what the rooms tell. {@link SubmissionState} says which moves are legal;
 * numbers of attempts tell an old round through the lane from a new one.
 */
public final class StatusMoves {
  private StatusMoves() {}

  /** What the event means to a submission that stands there. */
  public static Effect after(Progress now, SubmissionEvent event) {
    return switch (event) {
      case SubmissionAccepted _, SubmissionCancelRequested _, SubmissionSignatureMissing _ ->
          new Late();
      case SubmissionAwaitingSignature e ->
          move(
              now,
              now.in(AWAITING_SIGNATURE).missing(e.missingRoles()),
              History.signatureMissing(e));
      case SubmissionSigned e -> signed(now, e);
      case SubmissionExpired e -> move(now, now.in(EXPIRED), History.expired(e));
      case SubmissionCancelled e -> move(now, now.in(CANCELLED), History.cancelled(e));
      case SubmissionQueued e -> queued(now, e);
      case SubmissionSending e ->
          e.attemptNumber() <= now.lastAttempt()
              ? new Late()
              : move(now, now.in(SENDING).withAttempt(e.attemptNumber()), History.sending(e));
      case SubmissionInDoubt e -> inDoubt(now, e);
      case SubmissionParked e -> move(now, now.in(PARKED), History.parked(e));
      case SubmissionReceived e ->
          move(now, now.in(RECEIVED).withAttempt(e.attemptNumber()), History.received(e));
      case SubmissionRefused e ->
          move(now, now.in(REFUSED).withAttempt(e.attemptNumber()), History.refused(e));
      case SubmissionResolved e -> resolved(now, e);
      case ReceiptStored e -> receiptStored(now, e);
    };
  }

  private static Effect move(Progress now, Progress then, HistoryEntry entry) {
    SubmissionState told = then.state();
    if (now.state().mayBecome(told)) {
      return new Applied(then, Optional.of(entry));
    }
    return told.isFinal() && told != now.state() ? new Contradiction(told) : new Late();
  }

  private static Effect signed(Progress now, SubmissionSigned event) {
    return now.state() == ACCEPTED || now.state() == AWAITING_SIGNATURE
        ? new Applied(now.missing(List.of()), Optional.of(History.signed(now.state(), event)))
        : new Late();
  }

  private static Effect queued(Progress now, SubmissionQueued event) {
    var place =
        new QueuePlace(
            event.position(),
            event.estimatedStart(),
            event.queuedAt(),
            event.turn(),
            event.standsStill());
    if (event.reason() == QueuedReason.PLACE_CHANGED) {
      return now.state() == QUEUED ? new Applied(now.at(place), Optional.empty()) : new Late();
    }
    boolean beforeAnyAttempt =
        now.lastAttempt() == 0 && now.state() != SENDING && now.state() != IN_DOUBT;
    if (event.reason() == QueuedReason.SIGNED && !beforeAnyAttempt) {
      return new Late();
    }
    if (event.reason() == QueuedReason.SIGNED && now.state() == QUEUED) {
      return new Applied(now.at(place), Optional.empty());
    }
    return move(now, now.in(QUEUED).at(place), History.queued(event));
  }

  private static Effect inDoubt(Progress now, SubmissionInDoubt event) {
    int number = event.attemptNumber();
    boolean ofThisAttempt = now.state() == SENDING && number == now.lastAttempt();
    if (number <= now.lastAttempt() && !ofThisAttempt) {
      return new Late();
    }
    return move(now, now.in(IN_DOUBT).withAttempt(number).inDoubt(), History.inDoubt(event));
  }

  /**
   * That a person decided is always told, also when the receipt was heard of first. What is to be
   * sent again stands where it stood until its place in the lane is known.
   */
  private static Effect resolved(Progress now, SubmissionResolved event) {
    SubmissionState told =
        switch (event.resolution()) {
          case RECEIVED -> RECEIVED;
          case REFUSED -> REFUSED;
          case SEND_AGAIN -> now.state();
        };
    HistoryEntry entry = History.resolved(told, event);
    if (event.resolution() == Resolution.SEND_AGAIN) {
      return now.state().isFinal() ? new Late() : new Applied(now, Optional.of(entry));
    }
    return now.state() == told
        ? new Applied(now, Optional.of(entry))
        : move(now, now.in(told), entry);
  }

  private static Effect receiptStored(Progress now, ReceiptStored event) {
    SubmissionState told = event.outcome() == ReceiptOutcome.RECEIVED ? RECEIVED : REFUSED;
    var link = new ReceiptLink(event.receiptId(), event.txId());
    HistoryEntry entry = History.receiptStored(told, event);
    if (now.state() == told) {
      return now.receipt().isPresent()
          ? new Late()
          : new Applied(now.with(link), Optional.of(entry));
    }
    return move(now, now.in(told).with(link), entry);
  }
}
