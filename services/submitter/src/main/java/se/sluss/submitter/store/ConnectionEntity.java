package se.sluss.submitter.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.Connection;

/** A connection's row. */
@Entity
@Table(name = "connection")
class ConnectionEntity {
  @Id String id;

  @Column(name = "vendor_id")
  String vendorId;

  @Column String service;
  @Column String mode;
  @Column boolean active;
  @Column String address;

  @Column(name = "product_type")
  String productType;

  @Column(name = "agreed_micros")
  long agreedMicros;

  @Column(name = "guard_micros")
  long guardMicros;

  @Column(name = "organisation_number")
  @Nullable String organisationNumber;

  @Column(name = "trusted_certificates")
  String trustedCertificates;

  @Column(name = "certificate_expires_at")
  Instant certificateExpiresAt;

  /** Null when the connection speaks SOAP. */
  @Embedded @Nullable ShsColumns shs;

  @Column(name = "created_at")
  Instant createdAt;

  static ConnectionEntity of(Connection connection) {
    ConnectionEntity row = new ConnectionEntity();
    row.id = connection.id().value();
    row.vendorId = connection.vendor().value();
    row.service = connection.service().name();
    row.mode = connection.mode().wire();
    row.active = connection.active();
    row.address = connection.address().toString();
    row.productType = connection.productType();
    row.agreedMicros = Micros.of(connection.agreedInterval());
    row.guardMicros = Micros.of(connection.guard());
    row.organisationNumber = connection.organisationNumber().orElse(null);
    row.trustedCertificates = connection.trustedCertificates();
    row.certificateExpiresAt = connection.certificateExpiresAt();
    row.shs = connection.shs().map(ShsColumns::of).orElse(null);
    row.createdAt = connection.createdAt();
    return row;
  }

  Connection toConnection() {
    return new Connection(
        ConnectionId.of(id),
        VendorId.of(vendorId),
        Service.valueOf(service),
        Mode.ofWire(mode),
        active,
        URI.create(address),
        productType,
        Duration.of(agreedMicros, ChronoUnit.MICROS),
        Duration.of(guardMicros, ChronoUnit.MICROS),
        Optional.ofNullable(organisationNumber),
        trustedCertificates,
        certificateExpiresAt,
        Optional.ofNullable(shs).map(ShsColumns::toSettings),
        createdAt);
  }
}
