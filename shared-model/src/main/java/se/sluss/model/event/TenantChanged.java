package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * What was set for a tenant, all of it.
 *
 * @param requestsPerMinute absent when only its clients' own quotas hold
 * @param language {@code sv} or {@code en}; absent when its vendor's holds
 */
public record TenantChanged(
    TenantId tenantId,
    VendorId vendorId,
    TenantStatus status,
    Optional<Integer> requestsPerMinute,
    Optional<String> language,
    Instant changedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.TENANT_CHANGED;
  }

  @Override
  public String key() {
    return tenantId.value();
  }
}
