package se.sluss.receipts.evidence;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptStored;
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
 * Something that happened to a submission, as its evidence tells it.
 *
 * @param what the step's name, such as {@code SENDING}
 * @param at by the clock of the room that it happened in, UTC
 * @param details by name; never personal
 */
public record Fact(String what, Instant at, Map<String, String> details) {
  static final String ACCEPTED = "ACCEPTED";
  static final String QUEUED = "QUEUED";
  static final String SENDING = "SENDING";
  static final String ATTEMPT = "attemptId";
  static final String NUMBER = "attemptNumber";
  static final String CONNECTION = "connectionId";
  static final String REASON = "reason";

  /** The fact that an event tells; empty for what is no step, or no longer one on the way. */
  static Optional<Fact> of(SubmissionEvent event) {
    return switch (event) {
      case SubmissionAccepted e ->
          fact(ACCEPTED, e.acceptedAt(), "roles", words(e.requiredRoles()));
      case SubmissionAwaitingSignature e ->
          fact("AWAITING_SIGNATURE", e.since(), "missing", words(e.missingRoles()));
      case SubmissionSignatureMissing e ->
          fact("REMINDED", e.remindedAt(), "missing", words(e.missingRoles()));
      case SubmissionSigned e -> fact("SIGNED", e.signedAt());
      case SubmissionQueued e when e.reason() == QueuedReason.PLACE_CHANGED -> Optional.empty();
      case SubmissionQueued e ->
          fact(QUEUED, e.queuedAt(), CONNECTION, e.connectionId(), REASON, e.reason());
      case SubmissionSending e ->
          fact(
              SENDING,
              e.startedAt(),
              CONNECTION,
              e.connectionId(),
              ATTEMPT,
              e.attemptId(),
              NUMBER,
              e.attemptNumber());
      case SubmissionInDoubt e ->
          fact("IN_DOUBT", e.since(), ATTEMPT, e.attemptId(), REASON, e.reason());
      case SubmissionParked e -> fact("PARKED", e.parkedAt(), REASON, e.reason());
      case SubmissionResolved e ->
          fact("RESOLVED", e.resolvedAt(), "resolution", e.resolution(), "by", e.resolvedBy());
      case SubmissionReceived e ->
          fact("RECEIVED", e.receivedAt(), ATTEMPT, e.attemptId(), "txId", e.txId());
      case SubmissionRefused e ->
          fact("REFUSED", e.refusedAt(), ATTEMPT, e.attemptId(), REASON, e.reason());
      case SubmissionCancelRequested e -> fact("CANCEL_REQUESTED", e.requestedAt());
      case SubmissionCancelled _, SubmissionExpired _, ReceiptStored _ -> Optional.empty();
    };
  }

  private static Optional<Fact> fact(String what, Instant at, Object... namesAndValues) {
    Map<String, String> details = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      details.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
    }
    return Optional.of(new Fact(what, at, details));
  }

  private static String words(List<? extends Enum<?>> words) {
    return words.stream().map(Enum::name).collect(Collectors.joining(" "));
  }
}
