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
 * An order ended with a verified signature over these submissions; told once. Of one that ended
 * between two parts {@link SigningOrderFailed} tells the rest.
 */
public record SigningOrderCompleted(
    SigningOrderId orderId,
    VendorId vendorId,
    TenantId tenantId,
    Mode mode,
    SignerRole role,
    List<SubmissionId> submissionIds,
    Instant completedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.SIGNING_ORDER_COMPLETED;
  }

  @Override
  public String key() {
    return orderId.value();
  }
}
