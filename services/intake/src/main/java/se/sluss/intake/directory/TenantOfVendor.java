package se.sluss.intake.directory;

import java.time.Duration;
import java.util.Optional;

/** A tenant and the vendor whose settings hold where it has none. */
public record TenantOfVendor(Tenant tenant, Vendor vendor) {

  /** How long after its hand-in the authority must have a document that came without a date. */
  public Optional<Duration> neededWithin() {
    return tenant.settings().neededWithin().or(() -> vendor.settings().neededWithin());
  }
}
