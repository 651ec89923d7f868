package se.sluss.kit.auth;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.auth.RequestContext.ApiClient;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.kit.together.Together;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Finds out who asks, from what {@link ClientDirectory} keeps: nothing is remembered, so that a key
 * is of no use from the moment in which it is revoked. Those who come together share a look.
 */
@ApplicationScoped
class Credentials {
  private static final Logger LOG = Logger.getLogger(Credentials.class);
  private static final String FIND =
      """
      SELECT asked.number, c.client_id, c.vendor_id, c.tenant_id, c.mode, c.scopes, c.last_used_at,
        v.requests_per_minute AS vendor_requests, v.language AS vendor_language,
        t.status, t.requests_per_minute, t.language,
        n.tenant_id AS named, o.status AS named_status, o.requests_per_minute AS named_requests,
        o.language AS named_language
      FROM unnest(?::text[], ?::text[]) WITH ORDINALITY AS asked (key_sha256, tenant_id, number)
      JOIN api_client AS c ON c.key_sha256 = asked.key_sha256 AND c.revoked_at IS NULL
        AND (c.expires_at IS NULL OR c.expires_at > ?)
      LEFT JOIN api_owner AS v ON v.id = c.vendor_id
      LEFT JOIN api_owner AS t ON t.id = c.tenant_id
      LEFT JOIN api_tenant AS n ON n.tenant_id = asked.tenant_id AND n.vendor_id = c.vendor_id
      LEFT JOIN api_owner AS o ON o.id = n.tenant_id
      """;

  /** Whoever changes a key meanwhile must not hold up all who ask; it is noted the next time. */
  private static final String NOTE_USE =
      """
      UPDATE api_client SET last_used_at = ? WHERE key_sha256 IN (
        SELECT key_sha256 FROM api_client WHERE key_sha256 = ANY (?)
          AND (last_used_at IS NULL OR last_used_at <= ?)
        FOR NO KEY UPDATE SKIP LOCKED)
      """;

  private static final String STATUS = "SELECT status FROM api_owner WHERE id = ?";

  /** How often the use of a key is noted. */
  private static final Duration NOTED = Duration.ofMinutes(1);

  private static final int MOST_TOGETHER = 1000;

  private final AgroalDataSource database;
  private final InstantSource clock;
  private final Together<Asked, Supplier<Optional<ApiClient>>> looks;

  Credentials(AgroalDataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    this.looks = new Together<>("credentials", MOST_TOGETHER, this::findAll);
  }

  private record Asked(String keySha256, Optional<TenantId> named) {}

  /**
   * The client whose key it is, as long as the key is good, and notes that it was used.
   *
   * @param named the tenant that it wants to act for
   */
  Optional<ApiClient> find(String keySha256, Optional<TenantId> named) {
    return looks.ask(new Asked(keySha256, named)).get();
  }

  private List<Supplier<Optional<ApiClient>>> findAll(List<Asked> all) {
    List<Asked> different = all.stream().distinct().toList();
    Instant now = clock.instant();
    try (Connection connection = database.getConnection()) {
      Map<Asked, Supplier<Optional<ApiClient>>> found = new HashMap<>();
      Set<String> toNote = new HashSet<>();
      try (PreparedStatement statement = connection.prepareStatement(FIND)) {
        statement.setArray(1, texts(connection, different.stream().map(Asked::keySha256)));
        statement.setArray(2, texts(connection, different.stream().map(Credentials::tenant)));
        statement.setObject(3, utc(now));
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            Asked asked = different.get(row.getInt("number") - 1);
            found.put(asked, read(row));
            if (isOld(row.getObject("last_used_at", OffsetDateTime.class), now)) {
              toNote.add(asked.keySha256());
            }
          }
        }
      }
      if (!toNote.isEmpty()) {
        noteUse(connection, toNote, now);
      }
      return all.stream().map(asked -> found.getOrDefault(asked, Optional::empty)).toList();
    } catch (SQLException e) {
      throw new StoreException("API clients could not be read", e);
    }
  }

  /** A row that this version cannot read is a fault for whoever asked for it, and nobody else. */
  private static Supplier<Optional<ApiClient>> read(ResultSet row) throws SQLException {
    try {
      Optional<ApiClient> client = Optional.of(client(row));
      return () -> client;
    } catch (RuntimeException e) {
      return () -> {
        throw new IllegalStateException("An API client cannot be read", e);
      };
    }
  }

  private static @Nullable String tenant(Asked asked) {
    return asked.named().map(TenantId::value).orElse(null);
  }

  private static Array texts(Connection connection, Stream<@Nullable String> values)
      throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }

  /** Active when nothing else was ever told. */
  TenantStatus statusOf(TenantId tenant) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(STATUS)) {
      statement.setString(1, tenant.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? TenantStatus.valueOf(row.getString(1)) : TenantStatus.ACTIVE;
      }
    } catch (SQLException e) {
      throw new StoreException("Tenants could not be read", e);
    }
  }

  /** Nobody is refused because it could not be noted. */
  private static void noteUse(Connection connection, Set<String> keys, Instant now) {
    try (PreparedStatement statement = connection.prepareStatement(NOTE_USE)) {
      statement.setObject(1, utc(now));
      statement.setArray(2, texts(connection, keys.stream()));
      statement.setObject(3, utc(now.minus(NOTED)));
      statement.executeUpdate();
    } catch (SQLException e) {
      LOG.warnf("The use of keys could not be noted (SQL state %s)", e.getSQLState());
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
        settings(row, null, "vendor_requests", "vendor_language"),
        settings(row, "status", "requests_per_minute", "language"),
        row.getString("named") == null
            ? Optional.empty()
            : Optional.of(settings(row, "named_status", "named_requests", "named_language")));
  }

  /** What is not there has the defaults. */
  private static OwnerSettings settings(
      ResultSet row, @Nullable String statusColumn, String requests, String language)
      throws SQLException {
    @Nullable String status = statusColumn == null ? null : row.getString(statusColumn);
    return new OwnerSettings(
        status == null ? TenantStatus.ACTIVE : TenantStatus.valueOf(status),
        Optional.ofNullable(row.getObject(requests, Integer.class)),
        Optional.ofNullable(row.getString(language)));
  }

  @PreDestroy
  void end() {
    looks.close();
  }
}
