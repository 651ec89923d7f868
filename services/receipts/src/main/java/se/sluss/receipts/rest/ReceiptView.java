package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;

/**
 * A receipt as its owner sees it.
 *
 * @param txId the authority's identifier of the call, when it has the document
 * @param refusal why not, otherwise
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
    String connectionId,
    String attemptId,
    int attemptNumber,
    Instant answeredAt,
    Instant storedAt,
    @Nullable String traceId) {

  /**
   * The authority's refusal.
   *
   * @param message its own words; null when they can no longer be opened
   */
  @RegisterForReflection
  record Refusal(RefusalReason reason, @Nullable String message) {}
}
