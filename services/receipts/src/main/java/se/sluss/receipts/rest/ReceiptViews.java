package se.sluss.receipts.rest;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealBrokenException;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.evidence.SubmissionSeals;
import se.sluss.receipts.receipt.Decision;
import se.sluss.receipts.receipt.Decision.Call;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Verdict;
import se.sluss.receipts.rest.ReceiptView.Refusal;
import se.sluss.receipts.rest.ReceiptView.Resolution;

/** Opens what of a receipt its owner may read. */
@ApplicationScoped
class ReceiptViews {
  private static final Logger LOG = Logger.getLogger(ReceiptViews.class);

  private final SubmissionSeals seals;

  ReceiptViews(SubmissionSeals seals) {
    this.seals = seals;
  }

  ReceiptView of(Receipt receipt) {
    SubmissionRef submission = receipt.submission();
    Decision decision = receipt.decision();
    @Nullable Call call = null;
    @Nullable Refusal refusal = null;
    @Nullable Resolution resolution = null;
    switch (decision) {
      case Decision.ByAuthority authority -> {
        call = authority.call();
        refusal = refusal(receipt, authority.verdict());
      }
      case Decision.ByOperator operator ->
          resolution = new Resolution(operator.reason(), operator.resolvedBy());
    }
    return new ReceiptView(
        receipt.id().value(),
        submission.submissionId().value(),
        submission.tenantId().value(),
        submission.service(),
        submission.mode(),
        submission.documentId(),
        decision.outcome(),
        decision.txId().orElse(null),
        refusal,
        decision.source(),
        resolution,
        decision.connectionId().value(),
        call == null ? null : call.attemptId().value(),
        call == null ? null : call.attemptNumber(),
        receipt.answeredAt(),
        receipt.storedAt(),
        traceId(receipt.originTraceparent()));
  }

  private @Nullable Refusal refusal(Receipt receipt, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Received _ -> null;
      case Verdict.Refused(RefusalReason reason, var message) ->
          new Refusal(reason, message.map(words -> open(receipt, words)).orElse(null));
    };
  }

  private @Nullable String open(Receipt receipt, SealedBytes message) {
    SubmissionRef submission = receipt.submission();
    try {
      return seals.text(submission, Purpose.AUTHORITY_MESSAGE, message);
    } catch (SealBrokenException e) {
      LOG.errorf(e, "A refusal's message cannot be opened receiptId=%s", receipt.id());
      return null;
    }
  }

  private static @Nullable String traceId(String traceparent) {
    var context = Traceparent.read(traceparent);
    return context.isValid() ? context.getTraceId() : null;
  }
}
