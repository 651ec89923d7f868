package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.GovernorConfig;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes;
import se.sluss.submitter.governor.Outlook;
import se.sluss.submitter.governor.Slot;

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
  public Claimed claim(ConnectionId connection, AttemptId attempt) {
    return claim(LaneSql.CLAIM, connection, attempt);
  }

  Claimed claim(String statement, ConnectionId connection, AttemptId attempt) {
    long window = Micros.of(config.window());
    return sql.first(
            statement,
            PostgresLanes::claimed,
            connection.value(),
            config.inFlight(),
            attempt.value(),
            attempt.value(),
            window,
            window + Micros.of(config.lostAfter()),
            window)
        .orElse(new Claimed.Not(new Claim.Busy()));
  }

  private static Claimed claimed(ResultSet row) throws SQLException {
    if (row.getString("submission_id") != null) {
      return new Claimed.Taken(
          JobRow.read(row),
          Sql.instant(row, "slot_at"),
          Sql.instant(row, "booked_at"),
          Micros.duration(row.getLong("interval_micros")));
    }
    if (!"RUNNING".equals(row.getString("lane_state"))) {
      return new Claimed.Not(new Claim.Halted());
    }
    long wait = row.getLong("wait_micros");
    return new Claimed.Not(
        wait > 0 ? new Claim.NotDue(Micros.duration(wait)) : new Claim.NothingToSend());
  }

  @Override
  public void confirm(AttemptId attempt, ConnectionId connection, Slot slot, long sentBy) {
    sql.update(
        LaneSql.MOVE_BOOKING,
        Micros.notBefore(slot.nextAfter(sentBy)),
        connection.value(),
        slot.booked());
    sql.update(
        "UPDATE attempt SET sent_at = ? WHERE id = ?",
        Micros.notBefore(slot.noLaterThan(sentBy)),
        attempt.value());
  }

  @Override
  public void giveBack(ConnectionId connection, Slot slot) {
    sql.update(LaneSql.MOVE_BOOKING, slot.at(), connection.value(), slot.booked());
  }

  @Override
  public Optional<Outlook> outlook(ConnectionId connection) {
    return sql.first(LaneSql.OUTLOOK, PostgresLanes::outlook, connection.value());
  }

  private static Outlook outlook(ResultSet row) throws SQLException {
    long untilResend = row.getLong("until_resend");
    boolean resends = !row.wasNull();
    return new Outlook(
        row.getBoolean("running"),
        Micros.duration(row.getLong("until_slot")),
        row.getInt("in_flight"),
        Optional.ofNullable(row.getString("head")).map(SubmissionId::of),
        resends ? Optional.of(Micros.duration(untilResend)) : Optional.empty());
  }

  @Override
  public List<ConnectionId> withWork() {
    return sql.list(LaneSql.WITH_WORK, row -> ConnectionId.of(row.getString(1)));
  }

  @Override
  public void hold(ConnectionId connection, Duration atLeast) {
    sql.update(
        "UPDATE lane SET next_at = greatest(next_at, clock_timestamp() + ? * interval '1"
            + " microsecond') WHERE connection_id = ?",
        Micros.of(atLeast),
        connection.value());
  }

  @Override
  public Optional<Stopped> stop(ConnectionId connection, Cause cause) {
    return sql.first(
        "UPDATE lane SET state = 'STOPPED', reason = ?, changed_at = clock_timestamp() FROM"
            + " connection WHERE connection_id = ? AND connection.id = connection_id AND state ="
            + " 'RUNNING' RETURNING connection.vendor_id, service, connection.mode, changed_at",
        row ->
            new Stopped(
                connection,
                VendorId.of(row.getString("vendor_id")),
                Service.valueOf(row.getString("service")),
                Mode.ofWire(row.getString("mode")),
                Sql.instant(row, "changed_at")),
        cause.name(),
        connection.value());
  }

  @Override
  public void pause(ConnectionId connection) {
    sql.update(
        "UPDATE lane SET state = 'PAUSED', reason = 'OPERATOR', changed_at = clock_timestamp()"
            + " WHERE connection_id = ? AND state = 'RUNNING'",
        connection.value());
  }

  @Override
  public void resume(ConnectionId connection) {
    sql.update(
        "UPDATE lane SET state = 'RUNNING', reason = '', changed_at = clock_timestamp(),"
            + " next_at = greatest(next_at, clock_timestamp() + interval_micros * interval '1"
            + " microsecond') WHERE connection_id = ? AND state <> 'RUNNING'",
        connection.value());
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
}
