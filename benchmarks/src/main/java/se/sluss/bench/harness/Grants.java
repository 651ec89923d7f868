package se.sluss.bench.harness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Sees slots that are granted. Their times are the database's clock, which is this machine's. */
final class Grants {
  private static final String NEWEST =
      """
      SELECT id, slot_at FROM submitter.attempt WHERE finished_at IS NULL AND sent_at IS NULL
      ORDER BY slot_at DESC LIMIT 1""";

  private final Stage stage;

  Grants(Stage stage) {
    this.stage = stage;
  }

  /** A slot, and when it was seen to be granted. */
  record Seen(Instant slot, Instant at) {
    /** When its bytes can leave at the earliest. */
    Instant departure() {
      return slot.isAfter(at) ? slot : at;
    }
  }

  private record Grant(String attempt, Instant slot) {}

  /**
   * Polls as fast as it can until a slot is granted that was not before. Where the way to the
   * database is slow, most are granted when they are open already; such a one is taken only when
   * none that is still to open has come for half of the patience.
   *
   * @param offset how long after its opening the slot is of use
   * @return nothing when none came in time, or the database is away
   */
  Optional<Seen> await(Duration patience, Duration offset) {
    long begin = System.nanoTime();
    try (Connection connection = stage.superuser();
        PreparedStatement newest = connection.prepareStatement(NEWEST)) {
      Optional<Grant> last = read(newest);
      while (System.nanoTime() - begin < patience.toNanos()) {
        Optional<Grant> now = read(newest);
        Instant at = Instant.now();
        boolean any = System.nanoTime() - begin > patience.toNanos() / 2;
        if (now.isPresent()
            && !now.equals(last)
            && (any || now.get().slot().plus(offset).isAfter(at))) {
          return Optional.of(new Seen(now.get().slot(), at));
        }
        last = now;
      }
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  private static Optional<Grant> read(PreparedStatement newest) throws SQLException {
    try (ResultSet row = newest.executeQuery()) {
      return row.next()
          ? Optional.of(
              new Grant(row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
          : Optional.empty();
    }
  }
}
