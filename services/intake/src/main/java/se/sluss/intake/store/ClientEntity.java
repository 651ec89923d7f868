package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Client;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** The row of an API client. Its key is not in it. */
@Entity
@Table(name = "client")
class ClientEntity {
  @Id
  @Column(name = "id")
  String id;

  @Version
  @Column(name = "version")
  @Nullable Integer version;

  @Column(name = "vendor_id", updatable = false)
  String vendorId;

  @Column(name = "tenant_id", updatable = false)
  @Nullable String tenantId;

  @Column(name = "mode", updatable = false)
  String mode;

  @Column(name = "name")
  String name;

  @Column(name = "scopes", updatable = false)
  String scopes;

  @Column(name = "key_hint")
  String keyHint;

  @Column(name = "expires_at")
  @Nullable Instant expiresAt;

  @Column(name = "old_key_hint")
  @Nullable String oldKeyHint;

  @Column(name = "old_key_until")
  @Nullable Instant oldKeyUntil;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "revoked_at")
  @Nullable Instant revokedAt;

  static ClientEntity of(Client client) {
    var row = new ClientEntity();
    row.id = client.id().value();
    row.vendorId = client.vendorId().value();
    row.tenantId = client.tenantId().map(TenantId::value).orElse(null);
    row.mode = client.mode().wire();
    row.name = client.name();
    row.scopes = String.join(" ", client.scopes());
    row.setKeys(client);
    row.createdAt = client.createdAt();
    row.revokedAt = client.revokedAt().orElse(null);
    return row;
  }

  void setKeys(Client client) {
    keyHint = client.key().hint();
    expiresAt = client.key().expiresAt().orElse(null);
    oldKeyHint = client.oldKey().map(Client.Key::hint).orElse(null);
    oldKeyUntil = client.oldKey().flatMap(Client.Key::expiresAt).orElse(null);
  }

  void revoke(Instant at) {
    revokedAt = at;
  }

  Client toClient() {
    return new Client(
        ClientId.of(id),
        VendorId.of(vendorId),
        Optional.ofNullable(tenantId).map(TenantId::of),
        Mode.ofWire(mode),
        name,
        scopes.isEmpty() ? List.of() : List.of(scopes.split(" ")),
        new Client.Key(keyHint, Optional.ofNullable(expiresAt)),
        Optional.ofNullable(oldKeyHint)
            .map(hint -> new Client.Key(hint, Optional.ofNullable(oldKeyUntil))),
        createdAt,
        Optional.ofNullable(revokedAt));
  }
}
