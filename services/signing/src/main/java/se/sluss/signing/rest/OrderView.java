package se.sluss.signing.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.signing.bankid.UserMessages;
import se.sluss.signing.order.OrderStatus;

/**
 * A signing order as its owner sees it. Times are UTC.
 *
 * @param hintCode BankID's own, while the person acts
 * @param reason why it ended without a signature
 * @param autoStartToken starts BankID's app on the same device; absent before BankID answered
 * @param language what the signer reads, {@code sv} or {@code en}
 * @param part the part that is being signed, from 1
 * @param parts one BankID order each
 * @param message what to tell the signer now
 * @param openedAt when BankID opened the part; the app must take it up within 30 seconds
 * @param restartOf the order that this one goes on from
 * @param restartedAs the order that goes on from this one
 * @param qrData text of the QR code for this very second; only while BankID waits for the app
 */
public record OrderView(
    SigningOrderId id,
    OrderStatus status,
    TenantId tenantId,
    Mode mode,
    SignerRole role,
    String language,
    List<SubmissionId> submissionIds,
    int part,
    List<Part> parts,
    UserMessages.Message message,
    @Nullable String hintCode,
    @Nullable String reason,
    @Nullable String autoStartToken,
    @Nullable String qrData,
    boolean cancelRequested,
    @Nullable SigningOrderId restartOf,
    @Nullable SigningOrderId restartedAs,
    Instant createdAt,
    @Nullable Instant openedAt,
    @Nullable Instant finishedAt) {

  /** The same without what changes by itself each second. */
  OrderView withoutCode() {
    return new OrderView(
        id,
        status,
        tenantId,
        mode,
        role,
        language,
        submissionIds,
        part,
        parts,
        message,
        hintCode,
        reason,
        autoStartToken,
        null,
        cancelRequested,
        restartOf,
        restartedAs,
        createdAt,
        openedAt,
        finishedAt);
  }

  /** What became of one part. */
  public enum PartStatus {
    WAITING,
    CURRENT,
    SIGNED,
    UNSIGNED
  }

  /**
   * One BankID order of it.
   *
   * @param risk BankID's assessment, once it is signed, when {@code returnRisk} asked for it
   */
  public record Part(
      int number, PartStatus status, List<SubmissionId> submissionIds, @Nullable String risk) {}
}
