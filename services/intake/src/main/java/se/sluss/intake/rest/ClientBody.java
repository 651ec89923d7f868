package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Client;
import se.sluss.intake.directory.Registration;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;

/**
 * A client as it is answered.
 *
 * @param tenantId null for a client that acts for all tenants of its vendor
 * @param scopes what it may do; empty means everything
 * @param expiresAt from when the key is refused; null when it lasts
 * @param oldKey the key before it, while that is taken too; null when it is not
 * @param lastUsedAt when it last called this room, to the minute; null when it never did
 * @param key only in the answer that makes it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClientBody(
    String id,
    String vendorId,
    @Nullable String tenantId,
    Mode mode,
    String name,
    List<String> scopes,
    String keyHint,
    @Nullable Instant expiresAt,
    @Nullable OldKey oldKey,
    @Nullable Instant lastUsedAt,
    Instant createdAt,
    @Nullable Instant revokedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {

  /** What to register. Without scopes it may do everything. */
  @RegisterForReflection
  public record NewClient(
      @Nullable String vendorId,
      @Nullable String tenantId,
      @Nullable String mode,
      @Nullable String name,
      @Nullable List<@Nullable String> scopes,
      @Nullable String expiresAt) {}

  /** How to change keys. */
  @RegisterForReflection
  public record Rotation(@Nullable String oldKeyValidUntil, @Nullable String expiresAt) {}

  /** A key that another one has replaced. */
  @RegisterForReflection
  public record OldKey(String keyHint, Instant validUntil) {}

  static ClientBody of(Client client, Optional<Instant> lastUse, Instant now) {
    return of(client, lastUse.orElse(null), now, null);
  }

  /** With its new key. */
  static ClientBody of(Registration.NewClient made, Optional<Instant> lastUse, Instant now) {
    return of(made.client(), lastUse.orElse(null), now, made.key().key());
  }

  private static ClientBody of(
      Client client, @Nullable Instant lastUse, Instant now, @Nullable String key) {
    return new ClientBody(
        client.id().value(),
        client.vendorId().value(),
        client.tenantId().map(TenantId::value).orElse(null),
        client.mode(),
        client.name(),
        client.scopes(),
        client.key().hint(),
        client.key().expiresAt().orElse(null),
        client.oldKey().flatMap(old -> shown(old, now)).orElse(null),
        lastUse,
        client.createdAt(),
        client.revokedAt().orElse(null),
        key);
  }

  private static Optional<OldKey> shown(Client.Key old, Instant now) {
    return old.expiresAt().filter(now::isBefore).map(end -> new OldKey(old.hint(), end));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientBody[" + id + "]";
  }
}
