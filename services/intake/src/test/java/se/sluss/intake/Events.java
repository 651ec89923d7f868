package se.sluss.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.Resolution;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.Topic;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;

/** What the other rooms tell of one submission. */
public record Events(SubmissionRef ref) {
  public static final Instant AT = Instant.parse("2026-11-22T10:15:30.123Z");
  private static final ConnectionId CONNECTION = ConnectionId.next();
  private static final SealedBytes SEALED = SealedBytes.of(new byte[] {1});

  /** Of a time report that a customer has handed in, in test mode. */
  public static Events ofReport(Customer customer, String submission, UUID document) {
    return new Events(
        new SubmissionRef(
            SubmissionId.of(submission),
            VendorId.of(customer.vendorId()),
            customer.tenant(),
            Service.ELT,
            Mode.TEST,
            document.toString()));
  }

  public SubmissionAwaitingSignature awaiting(SignerRole... missing) {
    return new SubmissionAwaitingSignature(ref, List.of(missing), AT);
  }

  public SubmissionSigned signed() {
    return new SubmissionSigned(
        ref,
        ref.documentId() + "," + "0".repeat(64),
        "0".repeat(64),
        SEALED,
        SEALED,
        Optional.empty(),
        AT);
  }

  public SubmissionExpired expired() {
    return new SubmissionExpired(ref, AT);
  }

  public SubmissionCancelled cancelled(Topic decidedBy) {
    return new SubmissionCancelled(ref, decidedBy, AT);
  }

  /** When a place's turn is expected; so late that it keeps its place meanwhile. */
  public static Instant turn(long position) {
    return AT.plus(Duration.ofDays(36_500)).plusSeconds(position);
  }

  public SubmissionQueued queued(QueuedReason reason, long position) {
    return new SubmissionQueued(ref, CONNECTION, position, turn(position), reason, AT);
  }

  public SubmissionSending sending(int attempt) {
    return new SubmissionSending(ref, CONNECTION, AttemptId.next(), attempt, AT);
  }

  public SubmissionInDoubt inDoubt(int attempt) {
    return new SubmissionInDoubt(ref, CONNECTION, AttemptId.next(), attempt, "TIME_OUT", AT);
  }

  public SubmissionParked parked() {
    return new SubmissionParked(ref, CONNECTION, "UNREADABLE_ANSWER", AT);
  }

  /** What a person decided, with a tx-id if the authority has it. */
  public SubmissionResolved resolved(Resolution resolution) {
    return new SubmissionResolved(
        ref,
        CONNECTION,
        resolution,
        resolution == Resolution.RECEIVED ? Optional.of("tx-1") : Optional.empty(),
        "Support looked it up.",
        "administrator",
        AT);
  }

  public SubmissionReceived received(int attempt) {
    return new SubmissionReceived(ref, CONNECTION, AttemptId.next(), attempt, "tx-1", SEALED, AT);
  }

  public SubmissionRefused refused(int attempt) {
    return new SubmissionRefused(
        ref,
        CONNECTION,
        AttemptId.next(),
        attempt,
        RefusalReason.SIGNATURE_VALIDATION,
        SEALED,
        SEALED,
        AT);
  }

  public ReceiptStored receipt(ReceiptId id, ReceiptOutcome outcome) {
    return new ReceiptStored(
        ref,
        id,
        outcome,
        outcome == ReceiptOutcome.RECEIVED ? Optional.of("tx-1") : Optional.empty(),
        AT);
  }
}
