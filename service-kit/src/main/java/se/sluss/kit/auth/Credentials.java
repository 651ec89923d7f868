package se.sluss.kit.auth;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext.ApiClient;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Finds out who asks, from what {@link ClientDirectory} keeps. */
@ApplicationScoped
class Credentials {
  private static final String FIND =
      """
      SELECT c.client_id, c.vendor_id, c.tenant_id, c.mode, c.scopes, c.last_used_at,
        v.requests_per_minute AS vendor_requests, v.language AS vendor_language,
        t.status, t.requests_per_minute, t.language
      FROM api_client AS c
      LEFT JOIN api_owner AS v ON v.id = c.vendor_id
      LEFT JOIN api_owner AS t ON t.id = c.tenant_id
      WHERE c.key_sha256 = ? AND c.revoked_at IS NULL
        AND (c.expires_at IS NULL OR c.expires_at > ?)
      """;
  private static final String NOTE_USE =
      "UPDATE api_client SET last_used_at = ?"
          + " WHERE key_sha256 = ? AND (last_used_at IS NULL OR last_used_at <= ?)";
  private static final String TENANT =
      """
      SELECT o.status, o.requests_per_minute, o.language
      FROM api_tenant AS t LEFT JOIN api_owner AS o ON o.id = t.tenant_id
      WHERE t.tenant_id = ? AND t.vendor_id = ?
      """;

  /** How often the use of a key is noted. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private final AgroalDataSource database;
  private final InstantSource clock;

  Credentials(AgroalDataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The client whose key it is, as long as the key is good, and notes that it was used. */
  Optional<ApiClient> find(String keySha256) {
    Instant now = clock.instant();
    try (Connection connection = database.getConnection()) {
      Optional<ApiClient> found;
      boolean note;
      try (PreparedStatement statement = connection.prepareStatement(FIND)) {
        statement.setString(1, keySha256);
        statement.setObject(2, utc(now));
        try (ResultSet row = statement.executeQuery()) {
          found = row.next() ? Optional.of(client(row)) : Optional.empty();
          note =
              found.isPresent() && isOld(row.getObject("last_used_at", OffsetDateTime.class), now);
        }
      }
      if (note) {
        noteUse(connection, keySha256, now);
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("API clients could not be read", e);
    }
  }

  /** What was set for a tenant; empty when it is none of that vendor's. */
  Optional<OwnerSettings> tenantOf(TenantId tenant, VendorId vendor) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TENANT)) {
      statement.setString(1, tenant.value());
      statement.setString(2, vendor.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(tenantSettings(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreException("Tenants could not be read", e);
    }
  }

  private static void noteUse(Connection connection, String keySha256, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NOTE_USE)) {
      statement.setObject(1, utc(now));
      statement.setString(2, keySha256);
      statement.setObject(3, utc(now.minus(NOTED)));
      statement.executeUpdate();
    }
  }

  private static boolean isOld(@Nullable OffsetDateTime lastUse, Instant now) {
    return lastUse == null || !lastUse.toInstant().isAfter(now.minus(NOTED));
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static ApiClient client(ResultSet row) throws SQLException {
    @Nullable String tenant = row.getString("tenant_id");
    return new ApiClient(
        ClientId.of(row.getString("client_id")),
        VendorId.of(row.getString("vendor_id")),
        Optional.ofNullable(tenant).map(TenantId::of),
        Mode.ofWire(row.getString("mode")),
        Set.of((String[]) row.getArray("scopes").getArray()),
        new OwnerSettings(
            TenantStatus.ACTIVE,
            Optional.ofNullable(row.getObject("vendor_requests", Integer.class)),
            Optional.ofNullable(row.getString("vendor_language"))),
        tenantSettings(row));
  }

  private static OwnerSettings tenantSettings(ResultSet row) throws SQLException {
    @Nullable String status = row.getString("status");
    return new OwnerSettings(
        status == null ? TenantStatus.ACTIVE : TenantStatus.valueOf(status),
        Optional.ofNullable(row.getObject("requests_per_minute", Integer.class)),
        Optional.ofNullable(row.getString("language")));
  }
}
