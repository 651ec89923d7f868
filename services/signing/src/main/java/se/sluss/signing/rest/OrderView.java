package se.sluss.signing.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.signing.order.OrderStatus;

/**
 * A signing order as its owner sees it. Times are UTC.
 *
 * @param hintCode BankID's own, while the person acts
 * @param reason why it ended without a signature
 * @param autoStartToken starts BankID's app on the same device; absent before BankID answered
 * @param qrData text of the QR code for this very second; only while BankID waits for the app
 */
public record OrderView(
    SigningOrderId id,
    OrderStatus status,
    TenantId tenantId,
    Mode mode,
    SignerRole role,
    List<SubmissionId> submissionIds,
    @Nullable String hintCode,
    @Nullable String reason,
    @Nullable String autoStartToken,
    @Nullable String qrData,
    boolean cancelRequested,
    Instant createdAt,
    @Nullable Instant finishedAt) {}
