package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Vendor;
import se.sluss.model.id.VendorId;

/** The row of a vendor. */
@Entity
@Table(name = "vendor")
class VendorEntity {
  @Id
  @Column(name = "id")
  String id;

  @Version
  @Column(name = "version")
  @Nullable Integer version;

  @Column(name = "name")
  String name;

  @Column(name = "created_at")
  Instant createdAt;

  @Embedded @Nullable SettingsColumns settings;

  static VendorEntity of(Vendor vendor) {
    var row = new VendorEntity();
    row.id = vendor.id().value();
    row.name = vendor.name();
    row.createdAt = vendor.createdAt();
    row.settings = SettingsColumns.of(vendor.settings());
    return row;
  }

  Vendor toVendor() {
    return new Vendor(
        VendorId.of(id),
        name,
        createdAt,
        SettingsColumns.read(settings),
        version == null ? 0 : version);
  }
}
