package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
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
 * @param key only in the answer that registers it
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
      @Nullable List<@Nullable String> scopes) {}

  static ClientBody of(Client client) {
    return of(client, null);
  }

  static ClientBody of(Registration.NewClient registered) {
    return of(registered.client(), registered.key().key());
  }

  private static ClientBody of(Client client, @Nullable String key) {
    return new ClientBody(
        client.id().value(),
        client.vendorId().value(),
        client.tenantId().map(TenantId::value).orElse(null),
        client.mode(),
        client.name(),
        client.scopes(),
        client.keyHint(),
        client.createdAt(),
        client.revokedAt().orElse(null),
        key);
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "ClientBody[" + id + "]";
  }
}
