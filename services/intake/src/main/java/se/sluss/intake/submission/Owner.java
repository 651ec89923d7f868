package se.sluss.intake.submission;

import java.util.Optional;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Whose submissions are meant: a vendor's in one mode, or those of one of its tenants. */
public record Owner(VendorId vendorId, Optional<TenantId> tenantId, Mode mode) {}
