package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.Progress;
import se.sluss.intake.submission.QueuePlace;
import se.sluss.intake.submission.ReceiptLink;
import se.sluss.intake.submission.Subject;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** The row of a submission. Made by SQL that leaves known documents alone, changed from here. */
@Entity
@Table(name = "submission")
class SubmissionEntity {
  @Id
  @Column(name = "id")
  String id;

  @Version
  @Column(name = "version")
  int version;

  @Column(name = "vendor_id", updatable = false)
  String vendorId;

  @Column(name = "tenant_id", updatable = false)
  String tenantId;

  @Column(name = "mode", updatable = false)
  String mode;

  @Enumerated(EnumType.STRING)
  @Column(name = "service", updatable = false)
  Service service;

  @Column(name = "document_id", updatable = false)
  String documentId;

  @Column(name = "document_sha256", updatable = false)
  String documentSha256;

  @Column(name = "entry", updatable = false)
  String entry;

  @Column(name = "required_roles", updatable = false)
  String requiredRoles;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "needed_by", updatable = false)
  @Nullable Instant neededBy;

  @Column(name = "interface_version", updatable = false)
  String interfaceVersion;

  @Column(name = "reference", updatable = false)
  @Nullable String reference;

  @Column(name = "warnings", updatable = false)
  String warnings;

  @Column(name = "person_key", updatable = false)
  @Nullable String personKey;

  @Column(name = "assistant_key", updatable = false)
  @Nullable String assistantKey;

  @Column(name = "month", updatable = false)
  @Nullable String month;

  @Column(name = "signatures_sha256", updatable = false)
  @Nullable String signaturesSha256;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  SubmissionState state;

  @Column(name = "last_attempt")
  int lastAttempt;

  @Column(name = "once_in_doubt")
  boolean onceInDoubt;

  @Column(name = "queue_position")
  @Nullable Long queuePosition;

  @Column(name = "queue_estimated_start")
  @Nullable Instant queueEstimatedStart;

  @Column(name = "queue_as_of")
  @Nullable Instant queueAsOf;

  @Column(name = "queue_turn")
  @Nullable Long queueTurn;

  @Column(name = "queue_stands_still")
  @Nullable String queueStandsStill;

  @Column(name = "receipt_id")
  @Nullable String receiptId;

  @Column(name = "tx_id")
  @Nullable String txId;

  @Column(name = "missing_roles")
  String missingRoles;

  @Column(name = "cancel_requested_at")
  @Nullable Instant cancelRequestedAt;

  static String text(List<SignerRole> roles) {
    return String.join(",", roles.stream().map(Enum::name).toList());
  }

  private static List<SignerRole> roles(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",")).map(SignerRole::valueOf).toList();
  }

  SubmissionRef ref() {
    return new SubmissionRef(
        SubmissionId.of(id),
        VendorId.of(vendorId),
        TenantId.of(tenantId),
        service,
        Mode.ofWire(mode),
        documentId);
  }

  Submission toSubmission() {
    List<SignerRole> roles = roles(requiredRoles);
    return new Submission(
        ref(),
        documentSha256,
        entry,
        roles,
        createdAt,
        Optional.ofNullable(neededBy),
        details(),
        progress());
  }

  private Submission.Details details() {
    Optional<Subject> subject =
        personKey == null || assistantKey == null
            ? Optional.empty()
            : Optional.of(
                new Subject(
                    personKey, assistantKey, Optional.ofNullable(month).map(YearMonth::parse)));
    return new Submission.Details(
        interfaceVersion,
        Optional.ofNullable(reference),
        FindingText.read(warnings),
        subject,
        Optional.ofNullable(signaturesSha256));
  }

  /** Takes over where the submission stands now. */
  void take(Progress progress) {
    state = progress.state();
    lastAttempt = progress.lastAttempt();
    onceInDoubt = progress.onceInDoubt();
    queuePosition = progress.queue().map(QueuePlace::position).orElse(null);
    queueEstimatedStart = progress.queue().map(QueuePlace::estimatedStart).orElse(null);
    queueAsOf = progress.queue().map(QueuePlace::asOf).orElse(null);
    queueTurn = progress.queue().flatMap(QueuePlace::turn).orElse(null);
    queueStandsStill = progress.queue().flatMap(QueuePlace::standsStill).orElse(null);
    receiptId = progress.receipt().map(link -> link.id().value()).orElse(null);
    txId = progress.receipt().flatMap(ReceiptLink::txId).orElse(null);
    cancelRequestedAt = progress.cancelRequestedAt().orElse(null);
    missingRoles = text(progress.missingRoles());
  }

  private Progress progress() {
    return new Progress(
        state,
        lastAttempt,
        onceInDoubt,
        queue(),
        Optional.ofNullable(receiptId)
            .map(receipt -> new ReceiptLink(ReceiptId.of(receipt), Optional.ofNullable(txId))),
        Optional.ofNullable(cancelRequestedAt),
        roles(missingRoles));
  }

  private Optional<QueuePlace> queue() {
    return queuePosition == null || queueEstimatedStart == null || queueAsOf == null
        ? Optional.empty()
        : Optional.of(
            new QueuePlace(
                queuePosition,
                queueEstimatedStart,
                queueAsOf,
                Optional.ofNullable(queueTurn),
                Optional.ofNullable(queueStandsStill)));
  }
}
