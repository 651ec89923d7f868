package se.sluss.submitter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.LaneState;
import se.sluss.submitter.governor.LaneView;
import se.sluss.submitter.governor.Lanes.Claimed;
import se.sluss.submitter.governor.Outlook;
import se.sluss.submitter.governor.TenantBacklog;

/** Rows of lanes, and what they stand for. */
record LaneRow(String state, String reason, @Nullable Instant tryAt, Duration tryWait) {

  static LaneRow of(LaneState state) {
    return switch (state) {
      case LaneState.Running _ -> new LaneRow("RUNNING", "", null, Duration.ZERO);
      case LaneState.Paused(var reason) -> new LaneRow("PAUSED", reason, null, Duration.ZERO);
      case LaneState.Draining(var reason) -> new LaneRow("DRAINING", reason, null, Duration.ZERO);
      case LaneState.Stopped(var cause, var tryAt, var wait) ->
          new LaneRow("STOPPED", cause.name(), tryAt, wait);
      case LaneState.Trying(var cause, var wait) -> new LaneRow("TRYING", cause.name(), null, wait);
    };
  }

  static LaneState state(ResultSet row) throws SQLException {
    String state = row.getString("state");
    String reason = row.getString("reason");
    Duration wait = Micros.duration(row.getLong("try_wait_micros"));
    return switch (state) {
      case "RUNNING" -> new LaneState.Running();
      case "PAUSED" -> new LaneState.Paused(reason);
      case "DRAINING" -> new LaneState.Draining(reason);
      case "STOPPED" ->
          new LaneState.Stopped(Cause.valueOf(reason), Sql.instantOrNull(row, "try_at"), wait);
      case "TRYING" -> new LaneState.Trying(Cause.valueOf(reason), wait);
      default -> throw new IllegalStateException("A lane's state is unknown: " + state);
    };
  }

  static Claimed claimed(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    return switch (verdict) {
      case "GRANTED" ->
          new Claimed.Taken(
              JobRow.read(row),
              CertificateId.of(row.getString("identity")),
              Sql.instant(row, "read_at"),
              Sql.instant(row, "slot_at"));
      case "NOT_DUE" ->
          new Claimed.Not(new Claim.NotDue(Micros.duration(row.getLong("wait_micros"))));
      case "NOTHING" -> new Claimed.Not(new Claim.NothingToSend());
      case "HALTED" -> new Claimed.Not(new Claim.Halted());
      default -> throw new IllegalStateException("A claim's verdict is unknown: " + verdict);
    };
  }

  static Outlook outlook(ResultSet row) throws SQLException {
    long untilResend = row.getLong("until_resend");
    boolean resends = !row.wasNull();
    return new Outlook(
        row.getBoolean("may_send"),
        Micros.duration(row.getLong("until_slot")),
        Micros.duration(row.getLong("pace")),
        row.getString("claimed_by"),
        row.getInt("in_flight"),
        Optional.ofNullable(row.getString("head")).map(SubmissionId::of),
        resends ? Optional.of(Micros.duration(untilResend)) : Optional.empty(),
        CertificateId.of(row.getString("identity")),
        row.getBoolean("changing"));
  }

  static LaneView lane(ResultSet row) throws SQLException {
    return new LaneView(
        Optional.of(ConnectionId.of(row.getString("id"))),
        VendorId.of(row.getString("vendor_id")),
        Service.valueOf(row.getString("service")),
        Mode.ofWire(row.getString("mode")),
        row.getString("state"),
        reason(row),
        Sql.instant(row, "changed_at"),
        Optional.ofNullable(Sql.instantOrNull(row, "try_at")),
        Optional.ofNullable(Sql.instantOrNull(row, "quarantined_until")),
        Optional.ofNullable(Sql.instantOrNull(row, "resting")),
        Optional.of(rate(row)),
        row.getLong("backlog"),
        Optional.ofNullable(Sql.instantOrNull(row, "next_at_risk")),
        row.getLong("in_flight"),
        row.getLong("in_doubt"),
        row.getLong("parked"));
  }

  private static String reason(ResultSet row) throws SQLException {
    boolean rests =
        row.getString("state").equals("RUNNING") && Sql.instantOrNull(row, "resting") != null;
    return rests ? "DAY_BOUND" : row.getString("reason");
  }

  /** Not before the lane has rested. */
  private static Instant nextSlot(ResultSet row) throws SQLException {
    Instant next = Sql.instant(row, "next_at");
    Instant rests = Sql.instantOrNull(row, "resting");
    return rests != null && rests.isAfter(next) ? rests : next;
  }

  private static LaneView.Rate rate(ResultSet row) throws SQLException {
    return new LaneView.Rate(
        Micros.duration(row.getLong("agreed_micros")),
        Micros.duration(row.getLong("pace")),
        row.getInt("pace_permille") / 1000d,
        duration(row, "slow_micros"),
        Micros.duration(row.getLong("guard_most_micros")),
        duration(row, "usual_micros"),
        duration(row, "measured_micros"),
        row.getLong("calls"),
        row.getLong("slots_used"),
        row.getLong("slots_lost"),
        Optional.ofNullable(row.getString("ceiling_id")),
        nextSlot(row));
  }

  static Optional<Duration> duration(ResultSet row, String column) throws SQLException {
    long micros = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Micros.duration(micros));
  }

  static LaneView unconnected(ResultSet row) throws SQLException {
    return new LaneView(
        Optional.empty(),
        VendorId.of(row.getString("vendor_id")),
        Service.valueOf(row.getString("service")),
        Mode.ofWire(row.getString("mode")),
        "UNCONNECTED",
        "NO_CONNECTION",
        Sql.instant(row, "since"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        row.getLong("backlog"),
        Optional.empty(),
        0,
        0,
        0);
  }

  static TenantBacklog tenant(ResultSet row) throws SQLException {
    return new TenantBacklog(
        TenantId.of(row.getString("tenant_id")),
        row.getInt("weight"),
        row.getLong("queued"),
        row.getLong("dated"),
        Sql.instantOrNull(row, "earliest"),
        row.getBoolean("at_risk"));
  }
}
