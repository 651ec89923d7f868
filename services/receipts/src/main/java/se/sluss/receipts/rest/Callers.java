package se.sluss.receipts.rest;

import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.auth.RequestContext;
import se.sluss.receipts.Owner;

/** Who asks, in this room's words. */
@ApplicationScoped
class Callers {
  static final String READ_RECEIPTS = "receipts:read";
  static final String READ_EVIDENCE = "evidence:read";
  static final String READ_WEBHOOKS = "webhooks:read";
  static final String WRITE_WEBHOOKS = "webhooks:write";

  private final RequestContext caller;

  Callers(RequestContext caller) {
    this.caller = caller;
  }

  Owner owner() {
    return new Owner(caller.vendorId(), caller.tenantId(), caller.mode());
  }
}
