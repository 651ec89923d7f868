package se.sluss.kit.outbox;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The relay's place in the outbox, and the lease on moving it.
 *
 * <p>A transaction gets its number before it commits, so a plain "after the last number" would skip
 * what commits late. Only rows below the snapshot's horizon are read, where all transactions have
 * ended. What lies between two horizons is read in the order of positions: of two transactions that
 * met on one row, the one that waited may well have the lower number, but it appended later.
 */
@ApplicationScoped
class RelayCursor {
  static final int PAGE_ROWS = 500;
  private static final int PAGE_BYTES = 16 * 1024 * 1024;
  private static final Duration LEASE = Duration.ofSeconds(3);

  private static final String TAKE =
      "UPDATE relay_cursor SET epoch = epoch + 1, lease_until = clock_timestamp() + ? * interval '1 ms'"
          + " WHERE lease_until < clock_timestamp() RETURNING epoch, low::text, high::text, position";
  private static final String RENEW =
      "UPDATE relay_cursor SET lease_until = clock_timestamp() + ? * interval '1 ms' WHERE epoch = ?";
  private static final String RELEASE =
      "UPDATE relay_cursor SET lease_until = '-infinity' WHERE epoch = ?";
  private static final String ADVANCE =
      "UPDATE relay_cursor SET lease_until = clock_timestamp() + ? * interval '1 ms',"
          + " low = ?::xid8, high = ?::xid8, position = ? WHERE epoch = ?";
  private static final String HORIZON = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text";
  private static final String PAGE =
      """
      SELECT * FROM (
        SELECT *, count(*) OVER () AS found, sum(octet_length(data)) OVER (ORDER BY position) AS size
        FROM (SELECT position, event_id, type, key, data, traceparent, origin, created_at
              FROM outbox WHERE xid >= ?::xid8 AND xid < ?::xid8 AND position > ?
              ORDER BY position LIMIT ?) AS next
      ) AS sized WHERE size <= ? OR size = octet_length(data) ORDER BY position
      """;

  private final AgroalDataSource database;

  RelayCursor(AgroalDataSource database) {
    this.database = database;
  }

  /** A place: past {@code position} among the rows of transactions from low up to high. */
  record Place(String low, String high, long position) {
    boolean windowOpen() {
      return !low.equals(high);
    }
  }

  record Lease(long epoch, Place place) {}

  record Row(
      long position,
      String eventId,
      String type,
      String key,
      byte[] data,
      String traceparent,
      String origin,
      Instant createdAt) {}

  /** Rows to send, and the place behind them. */
  record PageOfRows(List<Row> rows, Place next) {}

  /** Takes the lease when nobody holds it. Fences whoever held it before. */
  Optional<Lease> take() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setLong(1, LEASE.toMillis());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Lease(
                    row.getLong(1), new Place(row.getString(2), row.getString(3), row.getLong(4))))
            : Optional.empty();
      }
    }
  }

  /** Whether the lease is still ours. */
  boolean renew(long epoch) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(RENEW)) {
      statement.setLong(1, LEASE.toMillis());
      statement.setLong(2, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  void release(long epoch) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(RELEASE)) {
      statement.setLong(1, epoch);
      statement.executeUpdate();
    }
  }

  /** Moves on; false when another relay has taken over, which then sends from the old place. */
  boolean advance(long epoch, Place next) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(ADVANCE)) {
      statement.setLong(1, LEASE.toMillis());
      statement.setString(2, next.low());
      statement.setString(3, next.high());
      statement.setLong(4, next.position());
      statement.setLong(5, epoch);
      return statement.executeUpdate() == 1;
    }
  }

  /** What comes next, bounded in rows and bytes; no rows when there is nothing yet. */
  PageOfRows page(Place place) throws SQLException {
    try (Connection connection = database.getConnection()) {
      String high = place.windowOpen() ? place.high() : horizon(connection);
      try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
        statement.setString(1, place.low());
        statement.setString(2, high);
        statement.setLong(3, place.position());
        statement.setInt(4, PAGE_ROWS);
        statement.setInt(5, PAGE_BYTES);
        return read(statement, place.low(), high);
      }
    }
  }

  private static PageOfRows read(PreparedStatement statement, String low, String high)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    int found = 0;
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found = row.getInt("found");
        rows.add(
            new Row(
                row.getLong("position"),
                row.getString("event_id"),
                row.getString("type"),
                row.getString("key"),
                row.getBytes("data"),
                row.getString("traceparent"),
                row.getString("origin"),
                row.getObject("created_at", OffsetDateTime.class).toInstant()));
      }
    }
    boolean more = found == PAGE_ROWS || rows.size() < found;
    return new PageOfRows(
        rows, more ? new Place(low, high, rows.getLast().position()) : new Place(high, high, 0));
  }

  private static String horizon(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HORIZON);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }
}
