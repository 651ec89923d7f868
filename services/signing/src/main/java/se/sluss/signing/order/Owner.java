package se.sluss.signing.order;

import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Whose something is. */
public record Owner(VendorId vendorId, TenantId tenantId, Mode mode) {}
