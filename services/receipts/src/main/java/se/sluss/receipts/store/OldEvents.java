package se.sluss.receipts.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.Transactions;

/**
 * Forgets events that are past their time, with their deliveries and attempts. One with a delivery
 * that waits, or that ended not long enough ago, stays: nothing is dropped that somebody may still
 * be told. A few hundred at a time, each in a transaction of its own.
 */
@ApplicationScoped
public class OldEvents {
  private static final int AT_ONCE = 500;

  private static final String OLD =
      "SELECT e.id, e.position, e.happened_at, NOT EXISTS (SELECT FROM webhook_delivery d"
          + " WHERE d.event_id = e.id AND (d.status = 'PENDING' OR d.ended_at >= ?)) AS over"
          + " FROM public_event e WHERE e.happened_at < ? AND (e.happened_at, e.position) > (?, ?)"
          + " ORDER BY e.happened_at, e.position LIMIT ? FOR UPDATE SKIP LOCKED";

  private final Transactions transactions;
  private final Sql sql;

  OldEvents(Transactions transactions, Sql sql) {
    this.transactions = transactions;
    this.sql = sql;
  }

  private record Old(String id, long position, Instant happenedAt, boolean over) {}

  /**
   * Forgets all that is older by the database's clock.
   *
   * @return how many events
   */
  public int forget(Duration age) {
    Instant before =
        transactions.asSystem(
            () ->
                sql.first(
                        "SELECT clock_timestamp() - ? * interval '1 millisecond' AS at",
                        row -> Sql.time(row, "at"),
                        age.toMillis())
                    .orElseThrow());
    int forgotten = 0;
    @Nullable Old last = new Old("", 0, Instant.EPOCH, false);
    while (last != null) {
      Old after = last;
      List<Old> some = transactions.asSystem(() -> some(before, after));
      forgotten += (int) some.stream().filter(Old::over).count();
      last = some.isEmpty() ? null : some.getLast();
    }
    transactions.asSystem(() -> forgetWhatNothingIsLeftOf(before));
    return forgotten;
  }

  private List<Old> some(Instant before, Old after) {
    List<Old> some =
        sql.query(
            OLD,
            row ->
                new Old(
                    row.getString("id"),
                    row.getLong("position"),
                    Sql.time(row, "happened_at"),
                    row.getBoolean("over")),
            before,
            before,
            after.happenedAt(),
            after.position(),
            AT_ONCE);
    List<String> over = some.stream().filter(Old::over).map(Old::id).toList();
    sql.update(
        "DELETE FROM webhook_attempt a USING webhook_delivery d"
            + " WHERE a.delivery_id = d.id AND d.event_id = ANY (?)",
        over);
    sql.update("DELETE FROM webhook_delivery WHERE event_id = ANY (?)", over);
    sql.update("DELETE FROM public_event WHERE id = ANY (?)", over);
    return some;
  }

  /** Replays that have ended, and deleted endpoints with their secrets. */
  private void forgetWhatNothingIsLeftOf(Instant before) {
    sql.update(
        "DELETE FROM webhook_replay r WHERE r.ended_at < ?"
            + " AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.replay_id = r.id)",
        before);
    sql.update(
        "DELETE FROM webhook_endpoint e WHERE e.status = 'DELETED' AND e.status_since < ?"
            + " AND NOT EXISTS (SELECT FROM webhook_delivery d WHERE d.endpoint_id = e.id)"
            + " AND NOT EXISTS (SELECT FROM webhook_replay r WHERE r.endpoint_id = e.id)",
        before);
  }
}
