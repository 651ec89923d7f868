package se.sluss.intake.submission;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import se.sluss.model.id.SignerRole;

/** What a submission's history says about each thing that happens: why, and what comes next. */
final class Sentences {
  private static final String WAIT_FOR_ANSWER = "The authority's answer ends it.";
  private static final String NOTHING = "Nothing more happens.";
  private static final String SIGNATURES_ARE_VERIFIED =
      "The signatures that it came with are verified.";

  private Sentences() {}

  static HistoryEntry accepted(Instant at, boolean withSignatures) {
    return new HistoryEntry(
        SubmissionState.ACCEPTED,
        at,
        "ACCEPTED",
        "The document was checked and is kept.",
        withSignatures ? SIGNATURES_ARE_VERIFIED : "It is offered for signing.");
  }

  /** Whether a submission with this history came with signatures. */
  static boolean cameWithSignatures(List<HistoryEntry> history) {
    return history.getFirst().next().equals(SIGNATURES_ARE_VERIFIED);
  }

  static HistoryEntry cancelRequested(SubmissionState state, Instant at) {
    return new HistoryEntry(
        state,
        at,
        "CANCEL_REQUESTED",
        "Its owner asked to stop it.",
        "It is stopped unless its call has begun.");
  }

  static HistoryEntry signatureMissing(SubmissionAwaitingSignature event) {
    String roles =
        event.missingRoles().stream().map(Sentences::roleName).collect(Collectors.joining(", "));
    String missing = "Signatures are missing: " + roles + ".";
    return new HistoryEntry(
        SubmissionState.AWAITING_SIGNATURE,
        event.since(),
        event.refused().isPresent() ? "SIGNATURE_REFUSED" : "SIGNATURE_MISSING",
        event
            .refused()
            .map(check -> "A signature that it came with does not hold: " + check + ". " + missing)
            .orElse(missing),
        "The first of these signs.");
  }

  static HistoryEntry signed(SubmissionState state, SubmissionSigned event) {
    return new HistoryEntry(
        state,
        event.signedAt(),
        "SIGNED",
        "Every required signature is there and verified.",
        "It is placed in the lane to the authority, as soon as its vendor has a connection.");
  }

  static HistoryEntry expired(SubmissionExpired event) {
    return new HistoryEntry(
        SubmissionState.EXPIRED,
        event.expiredAt(),
        "EXPIRED",
        "Nobody signed in time.",
        NOTHING + " Hand the document in anew under another identifier.");
  }

  static HistoryEntry cancelled(SubmissionCancelled event) {
    return new HistoryEntry(
        SubmissionState.CANCELLED,
        event.cancelledAt(),
        "CANCELLED",
        "It was stopped before it was sent.",
        NOTHING);
  }

  static HistoryEntry queued(SubmissionQueued event) {
    String why =
        switch (event.reason()) {
          case SIGNED -> "It is signed and stands in the lane.";
          case NOT_SENT -> "The call was certainly not made; it keeps its place.";
          case RESEND -> "It is unknown whether the authority has it; the same bytes go again.";
          case LANE_STOPPED -> "The lane is stopped; it keeps its place.";
          case OPERATOR -> "A person sent it back to the lane; the same bytes go again.";
          case PLACE_CHANGED -> "It stands elsewhere in the lane than was told before.";
        };
    return new HistoryEntry(
        SubmissionState.QUEUED,
        event.queuedAt(),
        "QUEUED_" + event.reason(),
        why,
        "It is sent when its slot opens.");
  }

  static HistoryEntry sending(SubmissionSending event) {
    return new HistoryEntry(
        SubmissionState.SENDING,
        event.startedAt(),
        "SENDING",
        "Its slot opened; attempt " + event.attemptNumber() + " is being made.",
        WAIT_FOR_ANSWER);
  }

  static HistoryEntry inDoubt(SubmissionInDoubt event) {
    return new HistoryEntry(
        SubmissionState.IN_DOUBT,
        event.since(),
        "IN_DOUBT",
        "No readable answer came to attempt " + event.attemptNumber() + ": " + event.reason() + ".",
        "The same bytes are sent again a bounded number of times.");
  }

  static HistoryEntry parked(SubmissionParked event) {
    return new HistoryEntry(
        SubmissionState.PARKED,
        event.parkedAt(),
        "PARKED",
        "It cannot go on by itself: " + event.reason() + ".",
        "An operator looks at it.");
  }

  static HistoryEntry resolved(SubmissionState state, SubmissionResolved event) {
    String decided =
        switch (event.resolution()) {
          case RECEIVED -> "A person decided that the authority has it";
          case REFUSED -> "A person decided that the authority will not take it";
          case SEND_AGAIN -> "A person decided that it is sent again";
        };
    String next =
        switch (event.resolution()) {
          case RECEIVED, REFUSED -> "A receipt of that decision is made.";
          case SEND_AGAIN -> "It is placed in the lane again.";
        };
    return new HistoryEntry(
        state,
        event.resolvedAt(),
        "RESOLVED_" + event.resolution(),
        decided + ": " + event.reason(),
        next);
  }

  static HistoryEntry received(SubmissionReceived event) {
    return new HistoryEntry(
        SubmissionState.RECEIVED,
        event.receivedAt(),
        "RECEIVED",
        "The authority has it, by attempt " + event.attemptNumber() + ".",
        "A receipt is made.");
  }

  static HistoryEntry refused(SubmissionRefused event) {
    String why =
        switch (event.reason()) {
          case XML_VALIDATION -> "The authority refused the document's content.";
          case SIGNATURE_VALIDATION -> "The authority refused a signature.";
        };
    return new HistoryEntry(
        SubmissionState.REFUSED,
        event.refusedAt(),
        "REFUSED_" + event.reason(),
        why,
        "A receipt with the authority's message is made.");
  }

  static HistoryEntry receiptStored(SubmissionState state, ReceiptStored event) {
    return new HistoryEntry(
        state, event.storedAt(), "RECEIPT_STORED", "The final answer is kept.", NOTHING);
  }

  private static String roleName(SignerRole role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
