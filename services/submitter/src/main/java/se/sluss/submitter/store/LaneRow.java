package se.sluss.submitter.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.governor.LaneView;

/** Rows of lists as views. */
final class LaneRow {
  private LaneRow() {}

  static LaneView lane(ResultSet row) throws SQLException {
    return new LaneView(
        Optional.of(ConnectionId.of(row.getString("id"))),
        VendorId.of(row.getString("vendor_id")),
        Service.valueOf(row.getString("service")),
        Mode.ofWire(row.getString("mode")),
        row.getString("state"),
        row.getString("reason"),
        Sql.instant(row, "changed_at"),
        Optional.of(Micros.duration(row.getLong("agreed_micros"))),
        Optional.of(Micros.duration(row.getLong("interval_micros"))),
        Optional.of(Sql.instant(row, "next_at")),
        row.getLong("backlog"),
        row.getLong("in_flight"),
        row.getLong("in_doubt"),
        row.getLong("parked"),
        row.getLong("calls"));
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
        row.getLong("backlog"),
        0,
        0,
        0,
        0);
  }
}
