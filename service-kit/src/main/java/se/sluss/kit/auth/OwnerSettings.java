package se.sluss.kit.auth;

import java.util.Optional;
import se.sluss.model.event.TenantStatus;

/**
 * What was set for a vendor or a tenant.
 *
 * @param status of a tenant; a vendor is active
 */
record OwnerSettings(
    TenantStatus status, Optional<Integer> requestsPerMinute, Optional<String> language) {
  static final OwnerSettings NONE =
      new OwnerSettings(TenantStatus.ACTIVE, Optional.empty(), Optional.empty());
}
