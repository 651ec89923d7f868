package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * One BankID order ended without a signature.
 *
 * @param reason a hint code of BankID, or why verification refused; never personal
 */
public record SigningOrderFailed(
    SigningOrderId orderId,
    VendorId vendorId,
    TenantId tenantId,
    Mode mode,
    SignerRole role,
    List<SubmissionId> submissionIds,
    String reason,
    Instant failedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.SIGNING_ORDER_FAILED;
  }

  @Override
  public String key() {
    return orderId.value();
  }
}
