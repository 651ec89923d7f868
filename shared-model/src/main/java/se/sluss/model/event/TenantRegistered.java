package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** A tenant of a vendor became known. */
public record TenantRegistered(TenantId tenantId, VendorId vendorId, Instant registeredAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.TENANT_REGISTERED;
  }

  @Override
  public String key() {
    return tenantId.value();
  }
}
