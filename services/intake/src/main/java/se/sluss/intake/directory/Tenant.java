package se.sluss.intake.directory;

import java.time.Instant;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;

/**
 * A provider of assistance, customer of one vendor.
 *
 * @param version counts its changes
 */
public record Tenant(
    TenantId id,
    VendorId vendorId,
    String name,
    Organisationsnummer organisationNumber,
    Instant createdAt,
    TenantStatus status,
    Settings settings,
    int version)
    implements Versioned {

  public boolean isActive() {
    return status == TenantStatus.ACTIVE;
  }

  Tenant with(Settings others) {
    return new Tenant(id, vendorId, name, organisationNumber, createdAt, status, others, version);
  }

  Tenant with(TenantStatus other) {
    return new Tenant(id, vendorId, name, organisationNumber, createdAt, other, settings, version);
  }
}
