package se.sluss.kit.auth;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext.ApiClient;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** The API clients and tenants that this room knows, from intake's events. */
@ApplicationScoped
public class ClientDirectory {
  private static final String ADD_CLIENT =
      "INSERT INTO api_client (key_sha256, client_id, vendor_id, tenant_id, mode, scopes)"
          + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
  private static final String REVOKE_CLIENT =
      "UPDATE api_client SET revoked_at = ? WHERE client_id = ? AND vendor_id = ?";
  private static final String ADD_TENANT =
      "INSERT INTO api_tenant (tenant_id, vendor_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
  private static final String FIND =
      "SELECT client_id, vendor_id, tenant_id, mode, scopes FROM api_client"
          + " WHERE key_sha256 = ? AND revoked_at IS NULL";
  private static final String IS_TENANT_OF =
      "SELECT 1 FROM api_tenant WHERE tenant_id = ? AND vendor_id = ?";

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
    } else if (event instanceof ClientRevoked revoked) {
      update(
          REVOKE_CLIENT,
          revoked.revokedAt().atOffset(ZoneOffset.UTC),
          revoked.clientId().value(),
          revoked.vendorId().value());
    } else if (event instanceof TenantRegistered tenant) {
      update(ADD_TENANT, tenant.tenantId().value(), tenant.vendorId().value());
    }
  }

  Optional<ApiClient> find(String keySha256) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setString(1, keySha256);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(client(row)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new StoreException("API clients could not be read", e);
    }
  }

  /** Whether this room knows the tenant as that vendor's. */
  public boolean isTenantOf(TenantId tenant, VendorId vendor) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(IS_TENANT_OF)) {
      statement.setString(1, tenant.value());
      statement.setString(2, vendor.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
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
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new StoreException("An API client could not be kept", e);
    }
  }

  private void update(String sql, Object... values) {
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

  private static ApiClient client(ResultSet row) throws SQLException {
    @Nullable String tenant = row.getString("tenant_id");
    return new ApiClient(
        ClientId.of(row.getString("client_id")),
        VendorId.of(row.getString("vendor_id")),
        Optional.ofNullable(tenant).map(TenantId::of),
        Mode.ofWire(row.getString("mode")),
        Set.of((String[]) row.getArray("scopes").getArray()));
  }
}
