package se.sluss.kit.auth;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.ClientRotated;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.event.VendorChanged;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** The API clients and tenants that this room knows, from intake's events. */
@ApplicationScoped
public class ClientDirectory {
  private static final String ADD_CLIENT =
      "INSERT INTO api_client"
          + " (key_sha256, client_id, vendor_id, tenant_id, mode, scopes, expires_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String ADD_KEY =
      "INSERT INTO api_client"
          + " (key_sha256, client_id, vendor_id, tenant_id, mode, scopes, revoked_at, expires_at)"
          + " SELECT ?, client_id, vendor_id, tenant_id, mode, scopes, revoked_at, CAST(? AS timestamptz)"
          + " FROM api_client WHERE client_id = ? AND vendor_id = ? LIMIT 1"
          + " ON CONFLICT DO NOTHING";
  private static final String END_OLDER_KEYS =
      "UPDATE api_client SET expires_at = least(expires_at, ?)"
          + " WHERE client_id = ? AND vendor_id = ? AND key_sha256 <> ?";
  private static final String REVOKE_CLIENT =
      "UPDATE api_client SET revoked_at = ? WHERE client_id = ? AND vendor_id = ?";
  private static final String ADD_TENANT =
      "INSERT INTO api_tenant (tenant_id, vendor_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String SET_OWNER =
      "INSERT INTO api_owner (id, status, requests_per_minute, language)"
          + " VALUES (?, ?, CAST(? AS integer), CAST(? AS text))"
          + " ON CONFLICT (id) DO UPDATE SET status = excluded.status,"
          + " requests_per_minute = excluded.requests_per_minute, language = excluded.language";
  private static final String LAST_USES =
      "SELECT client_id, max(last_used_at) AS last_used_at FROM api_client"
          + " WHERE client_id = ANY (?) AND last_used_at IS NOT NULL GROUP BY client_id";
  private static final String TENANTS_OF =
      "SELECT tenant_id FROM api_tenant WHERE vendor_id = ? AND tenant_id = ANY (?)";

  private final AgroalDataSource database;

  public ClientDirectory(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * Takes in what an event says about clients and tenants, in the open transaction; other events
   * change nothing. Every room calls this for each event of intake's topic; intake itself in the
   * transaction that appends the event.
   */
  public void apply(DomainEvent event) {
    if (event instanceof ClientRegistered registered) {
      add(registered);
    } else if (event instanceof ClientRotated rotated) {
      rotate(rotated);
    } else if (event instanceof ClientRevoked revoked) {
      update(
          REVOKE_CLIENT,
          utc(revoked.revokedAt()),
          revoked.clientId().value(),
          revoked.vendorId().value());
    } else if (event instanceof TenantRegistered tenant) {
      update(ADD_TENANT, tenant.tenantId().value(), tenant.vendorId().value());
    } else if (event instanceof TenantChanged tenant) {
      update(
          SET_OWNER,
          tenant.tenantId().value(),
          tenant.status().name(),
          tenant.requestsPerMinute().orElse(null),
          tenant.language().orElse(null));
    } else if (event instanceof VendorChanged vendor) {
      update(
          SET_OWNER,
          vendor.vendorId().value(),
          TenantStatus.ACTIVE.name(),
          vendor.requestsPerMinute().orElse(null),
          vendor.language().orElse(null));
    }
  }

  /** As {@link #lastUses}, of one. */
  public Optional<Instant> lastUse(ClientId client) {
    return Optional.ofNullable(lastUses(List.of(client)).get(client));
  }

  /**
   * When clients last called this room, to the minute.
   *
   * @return without those that never did
   */
  public Map<ClientId, Instant> lastUses(Collection<ClientId> clients) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LAST_USES)) {
      statement.setArray(
          1, connection.createArrayOf("text", clients.stream().map(ClientId::value).toArray()));
      Map<ClientId, Instant> uses = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          uses.put(
              ClientId.of(row.getString("client_id")),
              row.getObject("last_used_at", OffsetDateTime.class).toInstant());
        }
      }
      return uses;
    } catch (SQLException e) {
      throw new StoreException("The last uses of API clients could not be read", e);
    }
  }

  /** Whether this room knows the tenant as that vendor's. */
  public boolean isTenantOf(TenantId tenant, VendorId vendor) {
    return !tenantsOf(vendor, List.of(tenant)).isEmpty();
  }

  /** Those of the tenants that this room knows as that vendor's. */
  public Set<TenantId> tenantsOf(VendorId vendor, Collection<TenantId> among) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TENANTS_OF)) {
      statement.setString(1, vendor.value());
      statement.setArray(
          2, connection.createArrayOf("text", among.stream().map(TenantId::value).toArray()));
      Set<TenantId> tenants = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tenants.add(TenantId.of(row.getString("tenant_id")));
        }
      }
      return tenants;
    } catch (SQLException e) {
      throw new StoreException("Tenants could not be read", e);
    }
  }

  private void add(ClientRegistered client) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADD_CLIENT)) {
      Array scopes = connection.createArrayOf("text", client.scopes().toArray());
      statement.setString(1, client.keySha256());
      statement.setString(2, client.clientId().value());
      statement.setString(3, client.vendorId().value());
      statement.setString(4, client.tenantId().map(TenantId::value).orElse(null));
      statement.setString(5, client.mode().wire());
      statement.setArray(6, scopes);
      statement.setObject(7, client.expiresAt().map(ClientDirectory::utc).orElse(null));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("An API client could not be kept", e);
    }
  }

  private void rotate(ClientRotated client) {
    String id = client.clientId().value();
    String vendor = client.vendorId().value();
    OffsetDateTime end = client.expiresAt().map(ClientDirectory::utc).orElse(null);
    update(ADD_KEY, client.keySha256(), end, id, vendor);
    update(END_OLDER_KEYS, utc(client.olderKeysUntil()), id, vendor, client.keySha256());
  }

  private void update(String sql, @Nullable Object... values) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("API clients or tenants could not be changed", e);
    }
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
