package se.sluss.submitter.store;

import static se.sluss.submitter.store.Sql.texts;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.LaneBrake.Lesson;
import se.sluss.submitter.governor.Forecast;
import se.sluss.submitter.governor.GovernorConfig;
import se.sluss.submitter.governor.LaneState;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;
import se.sluss.submitter.governor.Outlook;
import se.sluss.submitter.governor.TenantBacklog;

/** The lanes in Postgres, by its clock. */
@ApplicationScoped
class PostgresLanes implements Lanes {
  private final Sql sql;
  private final GovernorConfig config;

  PostgresLanes(Sql sql, GovernorConfig config) {
    this.sql = sql;
    this.config = config;
  }

  @Override
  public Map<ConnectionId, Claimed> claim(List<Ask> asks, String replica) {
    return claim(LaneSql.CLAIM, asks, replica);
  }

  Map<ConnectionId, Claimed> claim(String statement, List<Ask> asks, String replica) {
    record One(ConnectionId connection, Claimed claimed) {}
    Map<ConnectionId, Claimed> claimed = new HashMap<>();
    sql.list(
            statement,
            row -> new One(ConnectionId.of(row.getString("claimed_lane")), LaneRow.claimed(row)),
            asks.stream().map(ask -> ask.connection().value()).toArray(String[]::new),
            asks.stream().map(ask -> ask.attempt().value()).toArray(String[]::new),
            texts(asks, PostgresLanes::way),
            replica,
            Micros.of(config.lead()),
            Micros.of(config.window()),
            Micros.of(config.lostAfter()),
            config.inFlight(),
            config.urgentShare(),
            config.mostBorrowed(),
            Micros.of(config.clockDifference()))
        .forEach(one -> claimed.put(one.connection(), one.claimed()));
    return claimed;
  }

  /** As JSON: whether the way is fresh, and what would go if it is ready. */
  private static String way(Ask ask) {
    return ask.ready()
        .map(PostgresExchanges::asked)
        .orElseGet(JsonNodeFactory.instance::objectNode)
        .put("fresh", ask.fresh())
        .toString();
  }

  @Override
  public void confirm(List<Left> left) {
    sql.run(
        "SELECT confirm_slots(?::text[], ?::timestamptz[])",
        texts(left, one -> one.attempt().value()),
        texts(left, one -> text(one.by())));
  }

  @Override
  public void giveBack(AttemptId attempt) {
    sql.run("SELECT give_back_slot(?)", attempt.value());
  }

  @Override
  public Map<ConnectionId, Outlook> outlooks(Collection<ConnectionId> connections) {
    record One(ConnectionId connection, Outlook outlook) {}
    Map<ConnectionId, Outlook> outlooks = new HashMap<>();
    sql.list(
            LaneSql.OUTLOOKS,
            row -> new One(ConnectionId.of(row.getString("lane_id")), LaneRow.outlook(row)),
            connections.stream().map(ConnectionId::value).toArray(String[]::new),
            config.urgentShare())
        .forEach(one -> outlooks.put(one.connection(), one.outlook()));
    return outlooks;
  }

  @Override
  public void boundTests(Set<String> hosts, int callsADay) {
    String[] sorted = hosts.stream().sorted().toArray(String[]::new);
    int changed =
        sql.update(
            "UPDATE test_environment SET hosts = ?::text[], calls_a_day = ?"
                + " WHERE hosts <> ?::text[] OR calls_a_day <> ?",
            sorted,
            callsADay,
            sorted,
            callsADay);
    if (changed > 0) {
      sql.update("UPDATE lane SET rests_until = NULL WHERE rests_until IS NOT NULL");
    }
  }

  @Override
  public List<ConnectionId> withWork() {
    return sql.list(LaneSql.WITH_WORK, row -> ConnectionId.of(row.getString(1)));
  }

  @Override
  public List<ConnectionId> toRefresh() {
    return sql.list(
        "SELECT lanes_to_refresh(?)",
        row -> ConnectionId.of(row.getString(1)),
        config.urgentShare());
  }

  @Override
  public void refresh(ConnectionId connection) {
    sql.run(
        "SELECT refresh_lane(?, ?, ?)",
        connection.value(),
        config.urgentShare(),
        config.mostBorrowed());
  }

  @Override
  public Instant now() {
    return sql.now();
  }

  @Override
  public Set<AttemptId> learn(List<Lesson> lessons) {
    return Set.copyOf(
        sql.list(
            "SELECT learn_from_answers(?::text[], ?::timestamptz[], ?::bigint[], ?::boolean[],"
                + " ?::boolean[], ?::boolean[], ?, ?)",
            row -> AttemptId.of(row.getString(1)),
            texts(lessons, lesson -> lesson.attempt().value()),
            texts(lessons, lesson -> lesson.leftBy().map(PostgresLanes::text).orElse(null)),
            texts(lessons, lesson -> Micros.of(lesson.took())),
            texts(lessons, Lesson::good),
            texts(lessons, Lesson::strained),
            texts(lessons, lesson -> !lesson.settled()),
            Micros.of(config.guardLeast()),
            Micros.of(config.slowAnswer())));
  }

  private static String text(Instant at) {
    return Micros.notBefore(at).toString();
  }

  @Override
  public boolean tried(AttemptId attempt) {
    return sql.first(
            "SELECT 1 FROM attempt JOIN lane USING (connection_id) WHERE attempt.id = ?"
                + " AND lane.state = 'TRYING' AND attempt.slot_at >= lane.changed_at",
            _ -> true,
            attempt.value())
        .isPresent();
  }

  @Override
  public void hold(ConnectionId connection, Duration atLeast) {
    sql.update(
        "UPDATE lane SET next_at = greatest(next_at + micros(1), clock_timestamp() + micros(?)) WHERE"
            + " connection_id = ?",
        Micros.of(atLeast),
        connection.value());
  }

  @Override
  public boolean changeOver(ConnectionId connection) {
    return sql.first("SELECT change_over(?)", row -> row.getBoolean(1), connection.value())
        .orElseThrow();
  }

  @Override
  public Optional<LaneState> lock(ConnectionId connection) {
    return sql.first(LaneSql.LOCK, LaneRow::state, connection.value());
  }

  @Override
  public void save(ConnectionId connection, LaneState state) {
    LaneRow row = LaneRow.of(state);
    sql.update(
        LaneSql.SAVE_STATE,
        row.state(),
        row.reason(),
        row.tryAt(),
        Micros.of(row.tryWait()),
        connection.value());
  }

  @Override
  public void startSlowly(ConnectionId connection) {
    sql.update(
        "UPDATE lane SET pace_permille = 100, pace_changed_at = clock_timestamp() WHERE"
            + " connection_id = ?",
        connection.value());
    restOneInterval(connection);
  }

  @Override
  public void restOneInterval(ConnectionId connection) {
    sql.update(
        "UPDATE lane SET next_at = greatest(next_at + micros(1), clock_timestamp() + micros("
            + "lane_interval(agreed_micros, slow_micros, pace_permille) + guard_most_micros + ?))"
            + " WHERE connection_id = ?",
        mayStillLeave(),
        connection.value());
  }

  /** Until so many microseconds from now, bytes may leave in a slot that was given already. */
  private long mayStillLeave() {
    return Micros.of(config.lead().plus(config.window()));
  }

  @Override
  public void agree(ConnectionId connection, Duration interval, @Nullable Duration guard) {
    Long guardMicros = guard == null ? null : Micros.of(guard);
    sql.update(
        "UPDATE connection SET agreed_micros = ?, guard_micros = coalesce(?::bigint, guard_micros)"
            + " WHERE id = ?",
        Micros.of(interval),
        guardMicros,
        connection.value());
    sql.update(
        "UPDATE lane SET agreed_micros = ?, guard_most_micros = coalesce(?::bigint,"
            + " guard_most_micros), guard_micros = coalesce(?::bigint, guard_most_micros) WHERE"
            + " connection_id = ?",
        Micros.of(interval),
        guardMicros,
        guardMicros,
        connection.value());
    restOneInterval(connection);
  }

  @Override
  public void slow(ConnectionId connection, @Nullable Duration interval) {
    sql.update(
        "UPDATE lane SET slow_micros = ?::bigint WHERE connection_id = ?",
        interval == null ? null : Micros.of(interval),
        connection.value());
    restOneInterval(connection);
  }

  @Override
  public void weigh(ConnectionId connection, VendorId vendor, String tenant, int weight) {
    sql.update(
        """
        INSERT INTO flow (connection_id, tenant_id, vendor_id, mode, weight, vstart, queued, dated)
        SELECT lane.connection_id, ?, asked.vendor, lane.mode, ?,
               coalesce(guest.vclock, lane.vclock), 0, 0
        FROM lane CROSS JOIN (SELECT ?::text AS vendor) AS asked
        LEFT JOIN guest
          ON guest.connection_id = lane.connection_id AND guest.vendor_id = asked.vendor
        WHERE lane.connection_id = ?
        ON CONFLICT (connection_id, tenant_id) DO UPDATE SET weight = EXCLUDED.weight
        """,
        tenant,
        weight,
        vendor.value(),
        connection.value());
  }

  @Override
  public void under(ConnectionId connection, @Nullable String ceiling) {
    sql.update(
        "UPDATE lane SET ceiling_id = ? WHERE connection_id = ?", ceiling, connection.value());
    restOneInterval(ceiling);
    restOneInterval(connection);
  }

  @Override
  public void ceiling(String id, Duration interval) {
    sql.update(
        "INSERT INTO ceiling (id, interval_micros, next_at) VALUES (?, ?, clock_timestamp())"
            + " ON CONFLICT (id) DO UPDATE SET interval_micros = EXCLUDED.interval_micros",
        id,
        Micros.of(interval));
    restOneInterval(id);
  }

  /** As a lane rests: a call may still leave, and be as late as the slowest way under it allows. */
  private void restOneInterval(@Nullable String ceiling) {
    sql.update(
        "UPDATE ceiling SET next_at = greatest(next_at + micros(1), clock_timestamp() + micros(interval_micros"
            + " + ? + coalesce((SELECT max(guard_most_micros) FROM lane"
            + " WHERE ceiling_id = ceiling.id), 0))) WHERE id = ?",
        mayStillLeave(),
        ceiling);
  }

  @Override
  public Map<String, Duration> ceilings() {
    Map<String, Duration> ceilings = new TreeMap<>();
    sql.list(
        "SELECT id, interval_micros FROM ceiling",
        row -> ceilings.put(row.getString(1), Micros.duration(row.getLong(2))));
    return ceilings;
  }

  @Override
  public List<LaneView> views(@Nullable ConnectionId one) {
    String id = one == null ? null : one.value();
    List<LaneView> views = new ArrayList<>(sql.list(LaneSql.VIEWS, LaneRow::lane, id, id));
    if (one == null) {
      views.addAll(sql.list(LaneSql.UNCONNECTED, LaneRow::unconnected));
    }
    return views;
  }

  @Override
  public List<LaneView> lent(VendorId vendor, Collection<ConnectionId> connections) {
    return sql.list(
        LaneSql.LENT,
        LaneRow::lane,
        vendor.value(),
        connections.stream().map(ConnectionId::value).toArray(String[]::new));
  }

  @Override
  public List<VendorId> vendors(ConnectionId connection) {
    return sql.list(
        "SELECT vendor_id FROM lane WHERE connection_id = ? UNION SELECT vendor_id FROM guest"
            + " WHERE connection_id = ? AND ended_at IS NULL ORDER BY vendor_id",
        row -> VendorId.of(row.getString(1)),
        connection.value(),
        connection.value());
  }

  @Override
  public List<TenantBacklog> backlog(ConnectionId connection, int most) {
    return sql.list(LaneSql.BACKLOG, LaneRow::tenant, connection.value(), most);
  }

  @Override
  public Optional<Forecast> forecast(
      ConnectionId connection, VendorId vendor, String tenant, int documents) {
    return sql.first(
        "SELECT * FROM forecast(?, ?, ?, ?)",
        row ->
            new Forecast(
                documents,
                row.getLong("position"),
                Sql.instant(row, "first_at"),
                Sql.instant(row, "last_at")),
        connection.value(),
        vendor.value(),
        tenant,
        documents);
  }
}
