package se.sluss.receipts.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Set;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.auth.RequestContext;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.Owner;

/** Who asks, in this room's words. */
@ApplicationScoped
class Callers {
  static final String READ_RECEIPTS = "receipts:read";
  static final String READ_EVIDENCE = "evidence:read";
  static final String READ_WEBHOOKS = "webhooks:read";
  static final String WRITE_WEBHOOKS = "webhooks:write";

  private final RequestContext caller;
  private final ClientDirectory directory;

  Callers(RequestContext caller, ClientDirectory directory) {
    this.caller = caller;
    this.directory = directory;
  }

  Owner owner() {
    return new Owner(caller.vendorId(), caller.tenantId(), caller.mode());
  }

  /** Those of the tenants that are the caller's vendor's, as far as this room knows. */
  Set<TenantId> ownTenants(Collection<TenantId> among) {
    return directory.tenantsOf(caller.vendorId(), among);
  }
}
