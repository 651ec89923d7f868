package se.sluss.kit.outbox;

import java.sql.SQLException;
import java.time.Duration;

/** The lease as its holder sees it: renewed in good time, lost for good once fenced. */
final class RelayLease {
  private static final Duration RENEW_AFTER = Duration.ofSeconds(1);

  private final RelayCursor cursor;
  private final long epoch;
  private long renewedAt = System.nanoTime();

  RelayLease(RelayCursor cursor, long epoch) {
    this.cursor = cursor;
    this.epoch = epoch;
  }

  /** Renews when it is time; false when another relay has taken over. */
  boolean keep() throws SQLException {
    if (System.nanoTime() - renewedAt < RENEW_AFTER.toNanos()) {
      return true;
    }
    renewedAt = System.nanoTime();
    return cursor.renew(epoch);
  }

  boolean advance(RelayCursor.Place next) throws SQLException {
    renewedAt = System.nanoTime();
    return cursor.advance(epoch, next);
  }

  void release() throws SQLException {
    cursor.release(epoch);
  }
}
