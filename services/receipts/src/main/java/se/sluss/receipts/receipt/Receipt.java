package se.sluss.receipts.receipt;

import java.time.Instant;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.ReceiptId;

/**
 * The final answer to one submission.
 *
 * @param answeredAt when the authority answered or the person decided, UTC
 * @param originTraceparent the trace in which the submission began; empty when unknown
 */
public record Receipt(
    ReceiptId id,
    SubmissionRef submission,
    Decision decision,
    Instant answeredAt,
    Instant storedAt,
    String originTraceparent) {}
