package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.receipts.receipt.Decision;

/**
 * A receipt as its owner sees it.
 *
 * @param txId the authority's identifier of the call, when it has the document
 * @param refusal why not, by the authority's own answer
 * @param resolution why, when a person decided
 * @param attemptId the call that brought the answer; null when a person decided
 * @param answeredAt when the authority answered or the person decided, UTC
 * @param traceId the trace in which the submission began; null when unknown
 */
@RegisterForReflection
record ReceiptView(
    String id,
    String submissionId,
    String tenantId,
    Service service,
    Mode mode,
    String documentId,
    ReceiptOutcome outcome,
    @Nullable String txId,
    @Nullable Refusal refusal,
    Decision.Source source,
    @Nullable Resolution resolution,
    String connectionId,
    @Nullable String attemptId,
    @Nullable Integer attemptNumber,
    Instant answeredAt,
    Instant storedAt,
    @Nullable String traceId) {

  /**
   * The authority's refusal.
   *
   * @param message its own words; null once they were erased, or when they can no longer be opened
   */
  @RegisterForReflection
  record Refusal(RefusalReason reason, @Nullable String message) {}

  /**
   * A person's decision.
   *
   * @param reason the person's words
   * @param resolvedBy who it was, as far as the credential told
   */
  @RegisterForReflection
  record Resolution(String reason, String resolvedBy) {}
}
