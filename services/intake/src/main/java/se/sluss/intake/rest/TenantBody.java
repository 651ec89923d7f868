package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Tenant;
import se.sluss.model.event.TenantStatus;

/** A tenant as it is answered. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TenantBody(
    String id,
    String vendorId,
    String name,
    String organisationNumber,
    TenantStatus status,
    SettingsBody settings,
    Instant createdAt) {

  /** What to register; the number is ten digits. */
  @RegisterForReflection
  public record NewTenant(
      @Nullable String vendorId, @Nullable String name, @Nullable String organisationNumber) {
    /** Without the number, which may be a person's. */
    @Override
    public String toString() {
      return "NewTenant[" + vendorId + "]";
    }
  }

  static TenantBody of(Tenant tenant) {
    return new TenantBody(
        tenant.id().value(),
        tenant.vendorId().value(),
        tenant.name(),
        tenant.organisationNumber().digits(),
        tenant.status(),
        SettingsBody.of(tenant.settings()),
        tenant.createdAt());
  }

  /** Without the number, which may be a person's. */
  @Override
  public String toString() {
    return "TenantBody[" + id + "]";
  }
}
