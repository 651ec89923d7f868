package se.sluss.bench.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * One lane under a clock that is turned from slot to slot: its calls in order, as fast as the
 * database chooses, at the times that an interval of a second would give.
 */
final class Turns implements AutoCloseable {
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  static final Duration INTERVAL = Duration.ofSeconds(1);

  /** As in production: the part of calls out of turn, and how far ahead of its share one may be. */
  static final int URGENT_PERMILLE = 950;

  static final int MOST_BORROWED = 600;
  private static final int SLOTS_IN_A_COMMIT = 50;

  /** A document and when its slot opened, in microseconds after the beginning. */
  record Call(long at, String submission, String tenant) {}

  private final Connection connection;
  private final String lane;
  private final PreparedStatement turn;
  private final PreparedStatement slot;
  private final PreparedStatement arrive;
  private final PreparedStatement refresh;
  private long slots;

  Turns(LaneDatabase database, String lane) throws SQLException {
    this.connection = database.connect();
    this.lane = lane;
    turn = connection.prepareStatement("SELECT set_config('bench.now', ?, false)");
    slot = connection.prepareStatement("SELECT * FROM one_slot(?, ?, ?, ?)");
    arrive = connection.prepareStatement("SELECT arrive(?, ?, ?, ?::timestamptz[], ?, ?)");
    refresh = connection.prepareStatement("SELECT refresh_lane(connection_id, ?, ?) FROM lane");
    turnTo(0);
    LaneDatabase.run(
        connection, "SELECT a_lane('%s', %d)".formatted(lane, INTERVAL.toNanos() / 1000));
    connection.setAutoCommit(false);
  }

  static Instant instant(long micros) {
    return BEGIN.plusNanos(micros * 1000);
  }

  void turnTo(long micros) throws SQLException {
    turn.setString(1, instant(micros).toString());
    turn.execute();
  }

  void arrive(List<Document> documents) throws SQLException {
    arrive.setString(1, lane);
    arrive.setArray(2, texts(documents.stream().map(Document::id).toArray(String[]::new)));
    arrive.setArray(3, texts(documents.stream().map(Document::tenant).toArray(String[]::new)));
    arrive.setArray(
        4,
        texts(
            documents.stream()
                .map(d -> d.dated() ? instant(d.due()).toString() : null)
                .toArray(String[]::new)));
    arrive.setInt(5, URGENT_PERMILLE);
    arrive.setInt(6, MOST_BORROWED);
    arrive.execute();
  }

  private java.sql.Array texts(String[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }

  void refresh() throws SQLException {
    refresh.setInt(1, URGENT_PERMILLE);
    refresh.setInt(2, MOST_BORROWED);
    refresh.execute();
  }

  void commit() throws SQLException {
    connection.commit();
  }

  /** The slot that is due now; nothing when nothing waits. */
  Optional<Call> next() throws SQLException {
    slot.setString(1, lane);
    slot.setString(2, lane + "_" + slots++);
    slot.setInt(3, URGENT_PERMILLE);
    slot.setInt(4, MOST_BORROWED);
    Optional<Call> call;
    try (ResultSet row = slot.executeQuery()) {
      row.next();
      call =
          switch (row.getString("verdict")) {
            case "GRANTED" ->
                Optional.of(
                    new Call(
                        micros(row.getObject("slot_at", OffsetDateTime.class)),
                        row.getString("submission"),
                        row.getString("tenant")));
            case "NOTHING" -> Optional.empty();
            case String other -> throw new IllegalStateException("The lane answers " + other);
          };
    }
    if (slots % SLOTS_IN_A_COMMIT == 0) {
      commit();
    }
    return call;
  }

  private static long micros(OffsetDateTime time) {
    return Duration.between(BEGIN.atOffset(ZoneOffset.UTC), time).toNanos() / 1000;
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}
