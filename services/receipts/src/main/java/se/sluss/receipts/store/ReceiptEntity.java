package se.sluss.receipts.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.receipt.Decision;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Verdict;

/** A receipt's row. */
@Entity
@Immutable
@Table(name = "receipt")
class ReceiptEntity {
  @Id String id;

  @Column(name = "submission_id")
  String submissionId;

  @Column(name = "vendor_id")
  String vendorId;

  @Column(name = "tenant_id")
  String tenantId;

  @Column String mode;

  @Column String service;

  @Column(name = "document_id")
  String documentId;

  @Column String outcome;

  @Column(name = "tx_id")
  @Nullable String txId;

  @Column(name = "refusal_reason")
  @Nullable String refusalReason;

  @Column(name = "sealed_message")
  byte @Nullable [] sealedMessage;

  @Column(name = "sealed_response")
  byte @Nullable [] sealedResponse;

  @Column(name = "connection_id")
  String connectionId;

  @Column(name = "attempt_id")
  @Nullable String attemptId;

  @Column(name = "attempt_number")
  @Nullable Integer attemptNumber;

  @Enumerated(EnumType.STRING)
  @Column
  Decision.Source source;

  @Column(name = "resolution_reason")
  @Nullable String resolutionReason;

  @Column(name = "resolved_by")
  @Nullable String resolvedBy;

  @Column(name = "answered_at")
  Instant answeredAt;

  @Column(name = "stored_at")
  Instant storedAt;

  @Column(name = "origin_traceparent")
  String originTraceparent;

  static ReceiptEntity of(Receipt receipt) {
    SubmissionRef submission = receipt.submission();
    ReceiptEntity row = new ReceiptEntity();
    row.id = receipt.id().value();
    row.submissionId = submission.submissionId().value();
    row.vendorId = submission.vendorId().value();
    row.tenantId = submission.tenantId().value();
    row.mode = submission.mode().wire();
    row.service = submission.service().name();
    row.documentId = submission.documentId();
    row.take(receipt.decision());
    row.answeredAt = receipt.answeredAt();
    row.storedAt = receipt.storedAt();
    row.originTraceparent = receipt.originTraceparent();
    return row;
  }

  private void take(Decision decision) {
    source = decision.source();
    outcome = decision.outcome().name();
    txId = decision.txId().orElse(null);
    connectionId = decision.connectionId().value();
    switch (decision) {
      case Decision.ByAuthority(Verdict verdict, Decision.Call call, var response) -> {
        if (verdict instanceof Verdict.Refused(RefusalReason reason, var message)) {
          refusalReason = reason.name();
          sealedMessage = message.map(SealedBytes::bytes).orElse(null);
        }
        sealedResponse = response.map(SealedBytes::bytes).orElse(null);
        attemptId = call.attemptId().value();
        attemptNumber = call.attemptNumber();
      }
      case Decision.ByOperator operator -> {
        resolutionReason = operator.reason();
        resolvedBy = operator.resolvedBy();
      }
    }
  }

  Receipt receipt() {
    SubmissionRef submission =
        new SubmissionRef(
            SubmissionId.of(submissionId),
            VendorId.of(vendorId),
            TenantId.of(tenantId),
            Service.valueOf(service),
            Mode.ofWire(mode),
            documentId);
    return new Receipt(
        ReceiptId.of(id), submission, decision(), answeredAt, storedAt, originTraceparent);
  }

  private Decision decision() {
    return switch (source) {
      case AUTHORITY -> byAuthority();
      case OPERATOR -> byOperator();
    };
  }

  private Decision byAuthority() {
    if (attemptId == null || attemptNumber == null) {
      throw new IllegalStateException("receipt " + id + " has no answer");
    }
    return new Decision.ByAuthority(
        verdict(),
        new Decision.Call(ConnectionId.of(connectionId), AttemptId.of(attemptId), attemptNumber),
        Optional.ofNullable(sealedResponse).map(SealedBytes::of));
  }

  private Decision byOperator() {
    if (resolutionReason == null || resolvedBy == null) {
      throw new IllegalStateException("receipt " + id + " has no reason");
    }
    return new Decision.ByOperator(
        ConnectionId.of(connectionId),
        ReceiptOutcome.valueOf(outcome),
        Optional.ofNullable(txId),
        resolutionReason,
        resolvedBy);
  }

  private Verdict verdict() {
    if (txId != null) {
      return new Verdict.Received(txId);
    }
    if (refusalReason == null) {
      throw new IllegalStateException("receipt " + id + " has neither tx-id nor refusal");
    }
    return new Verdict.Refused(
        RefusalReason.valueOf(refusalReason),
        Optional.ofNullable(sealedMessage).map(SealedBytes::of));
  }
}
