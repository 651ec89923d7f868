package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.endpoint.DisabledReason;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;
import se.sluss.receipts.webhook.endpoint.Endpoints;

/** Webhook endpoints as rows. */
@ApplicationScoped
public class EndpointTable implements Endpoints {
  private static final String READ = "SELECT * FROM webhook_endpoint WHERE status <> 'DELETED'";

  /** Nobody attempts it; a lease that has run out was a process's that died. */
  static final String NOT_ATTEMPTED = "(lease_until IS NULL OR lease_until <= clock_timestamp())";

  /** Of what waits, in one transaction. */
  private static final int ENDED_AT_ONCE = 1_000;

  private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT ?";

  private final WebhookConfig config;
  private final Sql sql;

  EndpointTable(WebhookConfig config, Sql sql) {
    this.config = config;
    this.sql = sql;
  }

  @Override
  public boolean add(Endpoint endpoint) {
    Owner owner = endpoint.owner();
    if (there(owner) >= config.perVendor() || ofTenant(owner) >= config.perTenant()) {
      return false;
    }
    Endpoint.Settings settings = endpoint.settings();
    sql.update(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, tenant_id, mode, url, event_types,"
            + " tenant_ids, max_per_second, status, sealed_secret, public_key, concurrency,"
            + " created_at, status_since) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        endpoint.id(),
        endpoint.owner().vendorId(),
        endpoint.owner().tenantId(),
        endpoint.owner().mode().wire(),
        settings.url(),
        settings.eventTypes(),
        settings.tenants(),
        settings.maxPerSecond(),
        endpoint.standing().status(),
        endpoint.keys().sealed().bytes(),
        endpoint.keys().publicKey(),
        config.perEndpoint(),
        endpoint.createdAt(),
        endpoint.standing().since());
    return true;
  }

  private long there(Owner owner) {
    return sql.first(
            "SELECT webhook_endpoints_there(?, ?)",
            row -> row.getLong(1),
            owner.vendorId(),
            owner.mode().wire())
        .orElseThrow();
  }

  /** Of a vendor's own endpoints only all together are bounded. */
  private long ofTenant(Owner owner) {
    return sql.first(
            "SELECT count(*) FROM webhook_endpoint WHERE vendor_id = ? AND tenant_id = ?"
                + " AND mode = ? AND status <> 'DELETED'",
            row -> row.getLong(1),
            owner.vendorId(),
            owner.tenantId(),
            owner.mode().wire())
        .orElseThrow();
  }

  @Override
  public Optional<Endpoint> find(WebhookEndpointId id) {
    return sql.first(READ + " AND id = ?", EndpointTable::endpoint, id);
  }

  @Override
  public Optional<Endpoint> lock(WebhookEndpointId id) {
    return sql.first(READ + " AND id = ? FOR NO KEY UPDATE", EndpointTable::endpoint, id);
  }

  /** Who begins anew, in another status, begins without failures. */
  @Override
  public Endpoint change(Endpoint locked) {
    Endpoint.Settings settings = locked.settings();
    Endpoint.Standing standing = locked.standing();
    Endpoint.Keys keys = locked.keys();
    sql.update(
        "UPDATE webhook_endpoint SET version = version + 1, url = ?, event_types = ?,"
            + " tenant_ids = ?, max_per_second = ?, status = ?, status_reason = ?,"
            + " status_since = ?, sealed_secret = ?, public_key = ?, old_sealed_secret = ?,"
            + " old_public_key = ?, old_secret_until = ?, paused_after_test = ? WHERE id = ?",
        settings.url(),
        settings.eventTypes(),
        settings.tenants(),
        settings.maxPerSecond(),
        standing.status(),
        standing.reason(),
        standing.since(),
        keys.sealed().bytes(),
        keys.publicKey(),
        keys.retired().map(old -> old.sealed().bytes()),
        keys.retired().flatMap(Endpoint.Retired::publicKey),
        keys.retired().map(Endpoint.Retired::until),
        standing.pausedAfterTest(),
        locked.id());
    if (standing.failingSince().isEmpty()) {
      sql.update(EndpointStandings.FORGET_FAILURES + " WHERE id = ?", locked.id());
    }
    return find(locked.id()).orElseThrow();
  }

  @Override
  public List<Endpoint> list(Owner owner, @Nullable Position after, int most) {
    String own = READ + " AND vendor_id = ? AND mode = ?";
    String vendor = owner.vendorId().value();
    String mode = owner.mode().wire();
    return after == null
        ? sql.query(own + NEWEST_FIRST, EndpointTable::endpoint, vendor, mode, most)
        : sql.query(
            own + " AND (created_at, id) < (?, ?)" + NEWEST_FIRST,
            EndpointTable::endpoint,
            vendor,
            mode,
            after.at(),
            after.id(),
            most);
  }

  @Override
  public boolean skipOlder(WebhookEndpointId id, Instant than) {
    return sql.update(
            "UPDATE webhook_delivery SET status = 'EXHAUSTED', due_at = NULL, lease_until = NULL,"
                + " ended_at = clock_timestamp() WHERE id IN (SELECT id FROM webhook_delivery"
                + " WHERE endpoint_id = ? AND status = 'PENDING' AND created_at < ? AND "
                + NOT_ATTEMPTED
                + " LIMIT ? FOR UPDATE SKIP LOCKED)",
            id,
            than,
            ENDED_AT_ONCE)
        == ENDED_AT_ONCE;
  }

  /**
   * Ends some of what was planned at once, and the upkeep the rest. Nothing is waited for that is
   * being sent or noted, since whoever notes an attempt holds its delivery and waits for the
   * endpoint.
   */
  @Override
  public boolean delete(WebhookEndpointId id) {
    int deleted =
        sql.update(
            "UPDATE webhook_endpoint SET status = 'DELETED', status_since = clock_timestamp(),"
                + " version = version + 1 WHERE id = ? AND status <> 'DELETED'",
            id);
    if (deleted > 0) {
      sql.update(
          "UPDATE webhook_delivery SET status = 'FAILED', due_at = NULL, lease_until = NULL,"
              + " ended_at = clock_timestamp() WHERE id IN (SELECT id FROM webhook_delivery"
              + " WHERE endpoint_id = ? AND status = 'PENDING' AND "
              + NOT_ATTEMPTED
              + " LIMIT ? FOR UPDATE SKIP LOCKED)",
          id,
          ENDED_AT_ONCE);
      sql.update(
          "UPDATE webhook_replay SET status = 'STOPPED', ended_at = clock_timestamp()"
              + " WHERE endpoint_id = ? AND status = 'RUNNING'",
          id);
    }
    return deleted > 0;
  }

  static Endpoint endpoint(ResultSet row) throws SQLException {
    return new Endpoint(
        WebhookEndpointId.of(row.getString("id")),
        owner(row),
        new Endpoint.Settings(
            row.getString("url"),
            texts(row, "event_types"),
            Optional.ofNullable(row.getArray("tenant_ids")).isEmpty()
                ? Optional.empty()
                : Optional.of(texts(row, "tenant_ids").stream().map(TenantId::of).toList()),
            Optional.ofNullable(row.getObject("max_per_second", Integer.class))),
        new Endpoint.Standing(
            EndpointStatus.valueOf(row.getString("status")),
            Optional.ofNullable(row.getString("status_reason")).map(DisabledReason::valueOf),
            Sql.time(row, "status_since"),
            Optional.ofNullable(Sql.instant(row, "failing_since")),
            row.getBoolean("paused_after_test")),
        keys(row),
        Sql.time(row, "created_at"),
        row.getLong("version"));
  }

  static Owner owner(ResultSet row) throws SQLException {
    return new Owner(
        VendorId.of(row.getString("vendor_id")),
        Optional.ofNullable(row.getString("tenant_id")).map(TenantId::of),
        Mode.ofWire(row.getString("mode")));
  }

  private static Endpoint.Keys keys(ResultSet row) throws SQLException {
    byte[] old = row.getBytes("old_sealed_secret");
    return new Endpoint.Keys(
        SealedBytes.of(row.getBytes("sealed_secret")),
        Optional.ofNullable(row.getString("public_key")),
        old == null
            ? Optional.empty()
            : Optional.of(
                new Endpoint.Retired(
                    SealedBytes.of(old),
                    Optional.ofNullable(row.getString("old_public_key")),
                    Sql.time(row, "old_secret_until"))));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return List.of((String[]) array.getArray());
  }
}
