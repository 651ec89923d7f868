package se.sluss.signing.order;

import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.signing.bankid.Party;

/** Whose something is. */
public record Owner(VendorId vendorId, TenantId tenantId, Mode mode) {
  /** On whose behalf BankID is asked. */
  Party party() {
    return new Party(mode, vendorId);
  }
}
