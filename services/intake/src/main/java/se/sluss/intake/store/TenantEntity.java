package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Tenant;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;

/** The row of a tenant. */
@Entity
@Table(name = "tenant")
class TenantEntity {
  @Id
  @Column(name = "id")
  String id;

  @Version
  @Column(name = "version")
  @Nullable Integer version;

  @Column(name = "vendor_id", updatable = false)
  String vendorId;

  @Column(name = "name")
  String name;

  @Column(name = "organisation_number", updatable = false)
  String organisationNumber;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "status")
  String status;

  @Embedded @Nullable SettingsColumns settings;

  static TenantEntity of(Tenant tenant) {
    var row = new TenantEntity();
    row.id = tenant.id().value();
    row.vendorId = tenant.vendorId().value();
    row.name = tenant.name();
    row.organisationNumber = tenant.organisationNumber().digits();
    row.createdAt = tenant.createdAt();
    row.status = tenant.status().name();
    row.settings = SettingsColumns.of(tenant.settings());
    return row;
  }

  Tenant toTenant() {
    return new Tenant(
        TenantId.of(id),
        VendorId.of(vendorId),
        name,
        new Organisationsnummer(organisationNumber),
        createdAt,
        TenantStatus.valueOf(status),
        SettingsColumns.read(settings),
        version == null ? 0 : version);
  }
}
