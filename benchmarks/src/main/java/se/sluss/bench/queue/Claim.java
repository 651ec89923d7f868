package se.sluss.bench.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The submitter's claim, for lanes that are due. */
final class Claim implements AutoCloseable {
  /** What was taken. */
  record Taken(String lane, String attempt, String submission, String tenant) {}

  private final Connection connection;
  private final PreparedStatement statement;

  /** As in production. */
  Claim(Connection connection) throws SQLException {
    this(connection, Turns.MOST_BORROWED);
  }

  Claim(Connection connection, int mostBorrowed) throws SQLException {
    this.connection = connection;
    statement =
        connection.prepareStatement(
            """
            SELECT claimed_lane, verdict, wait_micros, read_at, slot_at, (taken).submission_id,
                   (taken).attempt_id, (taken).vendor_id, (taken).tenant_id, (taken).state
            FROM claim_slots(?::text[], ?::text[], NULL::jsonb[], ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    statement.setString(3, "bench");
    statement.setLong(4, 30_000);
    statement.setLong(5, 0);
    statement.setLong(6, 65_000_000);
    statement.setInt(7, 8);
    statement.setInt(8, Turns.URGENT_PERMILLE);
    statement.setInt(9, mostBorrowed);
    statement.setLong(10, 0);
  }

  /** A slot of each of the lanes. */
  List<Taken> of(List<String> lanes) throws SQLException {
    String[] attempts =
        lanes.stream().map(_ -> UUID.randomUUID().toString()).toArray(String[]::new);
    statement.setArray(1, connection.createArrayOf("text", lanes.toArray()));
    statement.setArray(2, connection.createArrayOf("text", attempts));
    var taken = new ArrayList<Taken>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        if (!rows.getString("verdict").equals("GRANTED")) {
          throw new IllegalStateException("The lane answers " + rows.getString("verdict"));
        }
        taken.add(
            new Taken(
                rows.getString("claimed_lane"),
                rows.getString("attempt_id"),
                rows.getString("submission_id"),
                rows.getString("tenant_id")));
      }
    }
    if (taken.size() != lanes.size()) {
      throw new IllegalStateException("Not every lane was free");
    }
    return taken;
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
