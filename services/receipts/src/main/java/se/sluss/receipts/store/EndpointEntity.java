package se.sluss.receipts.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;

/** A webhook endpoint's row. */
@Entity
@Table(name = "webhook_endpoint")
class EndpointEntity {
  @Id String id;

  /** Absent before the first write, so that a new row is known to be new without asking. */
  @Version @Column @Nullable Long version;

  @Column(name = "vendor_id")
  String vendorId;

  @Column(name = "tenant_id")
  @Nullable String tenantId;

  @Column String mode;

  @Column String url;

  @Column(name = "event_types")
  String[] eventTypes;

  @Column(name = "tenant_ids")
  String @Nullable [] tenantIds;

  @Column String status;

  @Column(name = "sealed_secret")
  byte[] sealedSecret;

  @Column int concurrency;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "status_since")
  Instant statusSince;

  static EndpointEntity of(Endpoint endpoint, int concurrency) {
    EndpointEntity row = new EndpointEntity();
    row.id = endpoint.id().value();
    row.vendorId = endpoint.owner().vendorId().value();
    row.tenantId = endpoint.owner().tenantId().map(TenantId::value).orElse(null);
    row.mode = endpoint.owner().mode().wire();
    row.url = endpoint.url();
    row.eventTypes = endpoint.eventTypes().toArray(new String[0]);
    row.tenantIds =
        endpoint
            .tenants()
            .map(tenants -> tenants.stream().map(TenantId::value).toArray(String[]::new))
            .orElse(null);
    row.status = endpoint.status().name();
    row.sealedSecret = endpoint.sealedSecret().bytes();
    row.concurrency = concurrency;
    row.createdAt = endpoint.createdAt();
    row.statusSince = endpoint.statusSince();
    return row;
  }

  Endpoint endpoint() {
    return new Endpoint(
        WebhookEndpointId.of(id),
        new Owner(
            VendorId.of(vendorId),
            Optional.ofNullable(tenantId).map(TenantId::of),
            Mode.ofWire(mode)),
        url,
        List.of(eventTypes),
        Optional.ofNullable(tenantIds)
            .map(tenants -> List.of(tenants).stream().map(TenantId::of).toList()),
        EndpointStatus.valueOf(status),
        SealedBytes.of(sealedSecret),
        createdAt,
        statusSince);
  }
}
