package se.sluss.intake.submission;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.Topic;
import se.sluss.model.id.SignerRole;

/** What a submission's history says about each thing that happens. */
final class History {
  private History() {}

  static HistoryEntry accepted(Instant at, boolean withSignatures) {
    return entry(
        SubmissionState.ACCEPTED,
        at,
        withSignatures ? Happening.ACCEPTED_WITH_SIGNATURES : Happening.ACCEPTED);
  }

  /** Whether a submission with this history came with signatures. */
  static boolean cameWithSignatures(List<HistoryEntry> history) {
    HistoryEntry first = history.getFirst();
    return Happening.of(first.code(), first.next())
        .filter(Happening.ACCEPTED_WITH_SIGNATURES::equals)
        .isPresent();
  }

  static HistoryEntry cancelRequested(SubmissionState state, Instant at) {
    return entry(state, at, Happening.CANCEL_REQUESTED);
  }

  static HistoryEntry signatureMissing(SubmissionAwaitingSignature event) {
    String roles =
        event.missingRoles().stream().map(SignerRole::name).collect(Collectors.joining(","));
    return event
        .refused()
        .map(
            check ->
                entry(
                    SubmissionState.AWAITING_SIGNATURE,
                    event.since(),
                    Happening.SIGNATURE_REFUSED,
                    check,
                    roles))
        .orElseGet(
            () ->
                entry(
                    SubmissionState.AWAITING_SIGNATURE,
                    event.since(),
                    Happening.SIGNATURE_MISSING,
                    roles));
  }

  static HistoryEntry signed(SubmissionState state, SubmissionSigned event) {
    return entry(state, event.signedAt(), Happening.SIGNED);
  }

  static HistoryEntry expired(SubmissionExpired event) {
    return entry(SubmissionState.EXPIRED, event.expiredAt(), Happening.EXPIRED);
  }

  static HistoryEntry cancelled(SubmissionCancelled event) {
    return entry(
        SubmissionState.CANCELLED,
        event.cancelledAt(),
        event.decidedBy() == Topic.SIGNING ? Happening.CANCELLED_UNSIGNED : Happening.CANCELLED);
  }

  static HistoryEntry queued(SubmissionQueued event) {
    Happening happening =
        switch (event.reason()) {
          case SIGNED -> Happening.QUEUED_SIGNED;
          case NOT_SENT -> Happening.QUEUED_NOT_SENT;
          case RESEND -> Happening.QUEUED_RESEND;
          case LANE_STOPPED -> Happening.QUEUED_LANE_STOPPED;
          case OPERATOR -> Happening.QUEUED_OPERATOR;
          case PLACE_CHANGED -> throw new IllegalArgumentException("That is no line of a history");
        };
    return entry(SubmissionState.QUEUED, event.queuedAt(), happening);
  }

  static HistoryEntry sending(SubmissionSending event) {
    return entry(
        SubmissionState.SENDING,
        event.startedAt(),
        Happening.SENDING,
        Integer.toString(event.attemptNumber()));
  }

  static HistoryEntry inDoubt(SubmissionInDoubt event) {
    return entry(
        SubmissionState.IN_DOUBT,
        event.since(),
        Happening.IN_DOUBT,
        Integer.toString(event.attemptNumber()),
        event.reason().toString());
  }

  static HistoryEntry parked(SubmissionParked event) {
    return entry(
        SubmissionState.PARKED, event.parkedAt(), Happening.PARKED, event.reason().toString());
  }

  static HistoryEntry resolved(SubmissionState state, SubmissionResolved event) {
    Happening happening =
        switch (event.resolution()) {
          case RECEIVED -> Happening.RESOLVED_RECEIVED;
          case REFUSED -> Happening.RESOLVED_REFUSED;
          case SEND_AGAIN -> Happening.RESOLVED_SEND_AGAIN;
        };
    return entry(state, event.resolvedAt(), happening, event.reason());
  }

  static HistoryEntry received(SubmissionReceived event) {
    return entry(
        SubmissionState.RECEIVED,
        event.receivedAt(),
        Happening.RECEIVED,
        Integer.toString(event.attemptNumber()));
  }

  static HistoryEntry refused(SubmissionRefused event) {
    Happening happening =
        switch (event.reason()) {
          case XML_VALIDATION -> Happening.REFUSED_XML_VALIDATION;
          case SIGNATURE_VALIDATION -> Happening.REFUSED_SIGNATURE_VALIDATION;
        };
    return entry(SubmissionState.REFUSED, event.refusedAt(), happening);
  }

  static HistoryEntry receiptStored(SubmissionState state, ReceiptStored event) {
    return entry(
        state,
        event.storedAt(),
        state == SubmissionState.REFUSED ? Happening.REFUSAL_STORED : Happening.RECEIPT_STORED);
  }

  private static HistoryEntry entry(
      SubmissionState state, Instant at, Happening happening, String... parts) {
    return HistoryEntry.of(state, at, happening, List.of(parts));
  }
}
