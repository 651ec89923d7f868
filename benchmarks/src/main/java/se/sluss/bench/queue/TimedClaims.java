package se.sluss.bench.queue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/** Claims of one lane, one at a time, and how long the statement took. */
final class TimedClaims implements AutoCloseable {
  private final Connection room;
  private final String lane;
  private final Predicate<String> atRisk;
  private final Claim claim;
  private final PreparedStatement replace;
  private final Histogram micros = new Histogram(3);
  private long urgent;

  /**
   * Begins.
   *
   * @param room that does not commit by itself
   * @param mostBorrowed calls that a tenant may be ahead of its share
   * @param atRisk tenants whose dates are close
   */
  TimedClaims(Connection room, String lane, int mostBorrowed, Predicate<String> atRisk)
      throws SQLException {
    this.room = room;
    this.lane = lane;
    this.atRisk = atRisk;
    claim = new Claim(room, mostBorrowed);
    replace = room.prepareStatement("SELECT replace_taken(?, ?, ?, ?)");
    replace.setString(1, lane);
    replace.setInt(3, Turns.URGENT_PERMILLE);
    replace.setInt(4, mostBorrowed);
  }

  /** Claims the next slot. What is not timed leaves the backlog as it was, and the lane due. */
  void claim(boolean counts) throws SQLException {
    long begin = System.nanoTime();
    Claim.Taken taken = claim.of(List.of(lane)).getFirst();
    long took = System.nanoTime() - begin;
    replace.setString(2, taken.submission());
    replace.execute();
    room.commit();
    if (counts) {
      micros.recordValue(took / 1000);
      urgent += atRisk.test(taken.tenant()) ? 1 : 0;
    }
  }

  Histogram micros() {
    return micros;
  }

  /** The part of the claims that was for tenants at risk. */
  double atRisk() {
    return (double) urgent / micros.getTotalCount();
  }

  @Override
  public void close() throws SQLException {
    claim.close();
    replace.close();
  }
}
