package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.DeliveryId;
import se.sluss.receipts.event.EventKind;
import se.sluss.receipts.webhook.replay.ReplayKind;
import se.sluss.receipts.webhook.replay.ReplayRounds;

/**
 * Plans replays' deliveries in order, from where each one stands. Each in a transaction of its own:
 * a long one holds up nobody, and one that cannot be carried on stops nobody else's.
 */
@ApplicationScoped
public class ReplayRoundsTable implements ReplayRounds {
  private static final Logger LOG = Logger.getLogger(ReplayRoundsTable.class);
  private static final int REPLAYS_AT_ONCE = 20;
  private static final int FEW_ON_THEIR_WAY = 50;
  private static final int MORE = 100;

  private static final String ON_THEIR_WAY =
      "(SELECT count(*) FROM webhook_delivery d WHERE d.replay_id = r.id AND d.status = 'PENDING')";

  private static final String HUNGRY =
      " FROM webhook_replay r JOIN webhook_endpoint e ON e.id = r.endpoint_id"
          + " WHERE r.status = 'RUNNING' AND e.status = 'ACTIVE' AND "
          + ON_THEIR_WAY
          + " < ?";

  private static final String SOME = "SELECT r.id" + HUNGRY + " ORDER BY random() LIMIT ?";

  private static final String LOCK =
      "SELECT r.id, r.kind, r.endpoint_id, r.place_at, r.place_tie, "
          + ON_THEIR_WAY
          + " AS pending"
          + HUNGRY
          + " AND r.id = ? FOR UPDATE OF r SKIP LOCKED";

  private static final String FAILED =
      "SELECT d.event_id, d.created_at AS at, d.id AS tie FROM webhook_replay r"
          + " JOIN webhook_delivery d ON d.endpoint_id = r.endpoint_id WHERE r.id = ?"
          + " AND d.kind = 'EVENT' AND d.status IN ('FAILED', 'EXHAUSTED')"
          + " AND d.created_at >= r.since AND d.created_at < r.until"
          + " AND (d.created_at, d.id) > (?, ?) ORDER BY d.created_at, d.id LIMIT ?";

  private static final String MISSING =
      "SELECT v.id AS event_id, v.happened_at AS at, v.position::text AS tie FROM webhook_replay r"
          + " JOIN webhook_endpoint e ON e.id = r.endpoint_id"
          + " JOIN public_event v ON v.vendor_id = r.vendor_id AND v.mode = r.mode WHERE r.id = ?"
          + " AND (e.tenant_id IS NULL OR v.tenant_id = e.tenant_id)"
          + " AND (e.tenant_ids IS NULL OR v.tenant_id = ANY (e.tenant_ids))"
          + " AND e.event_types && ARRAY[v.type, split_part(v.type, '.', 1) || '.*', '*']"
          + " AND v.type <> ? AND v.happened_at >= r.since AND v.happened_at < r.until"
          // Of its own trouble an endpoint is not told.
          + " AND (v.type NOT LIKE 'endpoint.%'"
          + " OR convert_from(v.body, 'UTF8')::jsonb #>> '{data,endpointId}' <> e.id)"
          + " AND (v.happened_at, v.position) > (?, (0 || ?)::bigint)"
          + " AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.event_id = v.id"
          + " AND d.endpoint_id = e.id AND d.kind = 'EVENT'"
          + " AND d.status IN ('DELIVERED', 'PENDING'))"
          + " AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.event_id = v.id"
          + " AND d.endpoint_id = e.id AND d.kind = 'REPLAY' AND d.status = 'DELIVERED')"
          + " ORDER BY v.happened_at, v.position LIMIT ?";

  private static final String PLAN =
      "INSERT INTO webhook_delivery (id, vendor_id, tenant_id, mode, endpoint_id, event_id, kind,"
          + " status, due_at, created_at, replay_id) SELECT ?, vendor_id, tenant_id, mode,"
          + " endpoint_id, ?, 'REPLAY', 'PENDING', clock_timestamp(), clock_timestamp(), id"
          + " FROM webhook_replay WHERE id = ?";

  private final Transactions transactions;
  private final Sql sql;

  ReplayRoundsTable(Transactions transactions, Sql sql) {
    this.transactions = transactions;
    this.sql = sql;
  }

  private record Hungry(String id, ReplayKind kind, Instant placeAt, String placeTie, int pending) {
    static Hungry of(ResultSet row) throws SQLException {
      return new Hungry(
          row.getString("id"),
          ReplayKind.valueOf(row.getString("kind")),
          Sql.time(row, "place_at"),
          row.getString("place_tie"),
          row.getInt("pending"));
    }
  }

  private record Found(String event, Instant at, String tie) {
    static Found of(ResultSet row) throws SQLException {
      return new Found(row.getString("event_id"), Sql.time(row, "at"), row.getString("tie"));
    }
  }

  @Override
  public int advance() {
    List<String> some =
        transactions.asSystem(
            () -> sql.query(SOME, row -> row.getString(1), FEW_ON_THEIR_WAY, REPLAYS_AT_ONCE));
    return some.stream().mapToInt(this::advance).sum();
  }

  private int advance(String replay) {
    try {
      return transactions.asSystem(
          () -> sql.first(LOCK, Hungry::of, FEW_ON_THEIR_WAY, replay).map(this::advance).orElse(0));
    } catch (RuntimeException e) {
      LOG.warnf(e, "A replay was not carried on; it is tried again replayId=%s", replay);
      return 0;
    }
  }

  private int advance(Hungry replay) {
    List<Found> found = next(replay);
    if (!found.isEmpty()) {
      plan(replay, found);
    } else if (replay.pending() == 0) {
      sql.update(
          "UPDATE webhook_replay SET status = 'DONE', ended_at = clock_timestamp() WHERE id = ?",
          replay.id());
    }
    return found.size();
  }

  private List<Found> next(Hungry replay) {
    return switch (replay.kind()) {
      case FAILED ->
          sql.query(FAILED, Found::of, replay.id(), replay.placeAt(), replay.placeTie(), MORE);
      case MISSING ->
          sql.query(
              MISSING,
              Found::of,
              replay.id(),
              EventKind.ENDPOINT_TEST.type(),
              replay.placeAt(),
              replay.placeTie(),
              MORE);
    };
  }

  private void plan(Hungry replay, List<Found> found) {
    List<@Nullable Object[]> planned = new ArrayList<>();
    found.forEach(one -> planned.add(new Object[] {DeliveryId.next(), one.event(), replay.id()}));
    sql.updateEach(PLAN, planned);
    Found last = found.getLast();
    sql.update(
        "UPDATE webhook_replay SET planned = planned + ?, place_at = ?, place_tie = ? WHERE id = ?",
        found.size(),
        last.at(),
        last.tie(),
        replay.id());
  }
}
