package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.ReplayId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.replay.Replay;
import se.sluss.receipts.webhook.replay.ReplayKind;
import se.sluss.receipts.webhook.replay.ReplayStatus;
import se.sluss.receipts.webhook.replay.Replays;

/** Replays as rows. */
@ApplicationScoped
public class ReplayTable implements Replays {
  private static final String READ =
      "SELECT r.*, (SELECT count(*) FROM webhook_delivery d WHERE d.replay_id = r.id"
          + " AND d.status = 'DELIVERED') AS delivered,"
          + " (SELECT count(*) FROM webhook_delivery d WHERE d.replay_id = r.id"
          + " AND d.status = 'FAILED') AS failed FROM webhook_replay r WHERE r.endpoint_id = ?";

  private final Sql sql;

  ReplayTable(Sql sql) {
    this.sql = sql;
  }

  /** Until now by the database's clock, which also says when deliveries were planned. */
  @Override
  public Optional<Replay> begin(Endpoint endpoint, ReplayKind kind, Instant since) {
    ReplayId id = ReplayId.next();
    int begun =
        sql.update(
            "INSERT INTO webhook_replay (id, vendor_id, tenant_id, mode, endpoint_id, kind, since,"
                + " until, status, place_at, place_tie, created_at) VALUES (?, ?, ?, ?, ?, ?, ?,"
                + " clock_timestamp(), 'RUNNING', ?, '', clock_timestamp())"
                + " ON CONFLICT (endpoint_id) WHERE status = 'RUNNING' DO NOTHING",
            id,
            endpoint.owner().vendorId(),
            endpoint.owner().tenantId(),
            endpoint.owner().mode().wire(),
            endpoint.id(),
            kind,
            since,
            since);
    return begun == 0 ? Optional.empty() : find(endpoint.id(), id);
  }

  @Override
  public Optional<Replay> find(WebhookEndpointId endpoint, ReplayId id) {
    return sql.first(READ + " AND r.id = ?", ReplayTable::replay, endpoint, id);
  }

  @Override
  public List<Replay> list(WebhookEndpointId endpoint, @Nullable Position after, int most) {
    String order = " ORDER BY r.created_at DESC, r.id DESC LIMIT ?";
    return after == null
        ? sql.query(READ + order, ReplayTable::replay, endpoint, most)
        : sql.query(
            READ + " AND (r.created_at, r.id) < (?, ?)" + order,
            ReplayTable::replay,
            endpoint,
            after.at(),
            after.id(),
            most);
  }

  @Override
  public void stop(WebhookEndpointId endpoint, ReplayId id) {
    int stopped =
        sql.update(
            "UPDATE webhook_replay SET status = 'STOPPED', ended_at = clock_timestamp()"
                + " WHERE endpoint_id = ? AND id = ? AND status = 'RUNNING'",
            endpoint,
            id);
    if (stopped > 0) {
      sql.update(
          // Not waiting for what is being noted, whose holder may wait for the endpoint.
          "UPDATE webhook_delivery SET status = 'FAILED', due_at = NULL, lease_until = NULL,"
              + " ended_at = clock_timestamp() WHERE id IN (SELECT id FROM webhook_delivery"
              + " WHERE replay_id = ? AND status = 'PENDING' AND "
              + EndpointTable.NOT_ATTEMPTED
              + " FOR UPDATE SKIP LOCKED)",
          id);
    }
  }

  private static Replay replay(ResultSet row) throws SQLException {
    return new Replay(
        ReplayId.of(row.getString("id")),
        WebhookEndpointId.of(row.getString("endpoint_id")),
        ReplayKind.valueOf(row.getString("kind")),
        Sql.time(row, "since"),
        Sql.time(row, "until"),
        ReplayStatus.valueOf(row.getString("status")),
        new Replay.Progress(row.getInt("planned"), row.getInt("delivered"), row.getInt("failed")),
        Sql.time(row, "created_at"),
        Optional.ofNullable(Sql.instant(row, "ended_at")));
  }
}
