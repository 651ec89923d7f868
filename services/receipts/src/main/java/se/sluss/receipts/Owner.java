package se.sluss.receipts;

import java.util.Optional;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Whose something is.
 *
 * @param tenantId absent for what belongs to the vendor as a whole
 */
public record Owner(VendorId vendorId, Optional<TenantId> tenantId, Mode mode) {
  /**
   * The name under which the owner's secrets are sealed: the tenant, or for a vendor the identifier
   * that a tenant with the vendor's suffix would have. No such tenant exists, since suffixes are
   * never used twice.
   */
  public TenantId sealedFor() {
    return tenantId.orElseGet(
        () -> TenantId.of("ten" + vendorId.value().substring(vendorId.value().indexOf('_'))));
  }
}
