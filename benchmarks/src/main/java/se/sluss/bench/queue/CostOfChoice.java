package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;

/**
 * What a large backlog adds to the claim: its own statement, warm and prepared, without commit.
 * Nearly all claims are out of turn, as when dates are close: the longest way through it. Large and
 * small take turns, so that both see the same machine.
 */
final class CostOfChoice implements Phase {
  private static final Target TARGET = Target.atMost(3, 1.2);
  private static final int WARM = 300;
  private static final int TAKEN = 100_000;
  private static final int TAKEN_TOGETHER = 100;

  /** Tenants at risk may run ahead without end: the measurement is longer than what they may. */
  private static final int BORROWED = Integer.MAX_VALUE;

  /**
   * So many documents of so many tenants: half of the tenants without dates, a quarter with far
   * ones, and a quarter with dates that their share does not carry them to.
   */
  private record Backlog(String lane, int tenants, int each) {
    int documents() {
      return tenants * each;
    }

    boolean atRisk(String tenant) {
      return tenant.startsWith(lane + "_near_");
    }

    void fill(LaneDatabase database) throws SQLException {
      String half = "SELECT fill('%1$s', '%1$s_%2$s_', %3$d, %4$d, clock_timestamp() + '%5$s')";
      database.load(half.formatted(lane, "near", tenants / 2, each, "1 hour"));
      database.load(half.formatted(lane, "far", tenants / 2, each, "10 years"));
    }
  }

  @Override
  public String name() {
    return "choice";
  }

  @Override
  public String about() {
    return "the claim's statement with a thousand documents queued and with a million, dates close";
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    int calls = (int) settings.slotsOr(2000);
    var small = new Backlog("small", 10, 100);
    var large = new Backlog("large", 10_000, 100);
    try (LaneDatabase database = LaneDatabase.start(settings, LaneDatabase.Clock.SERVER);
        Connection room = database.connect()) {
      for (Backlog backlog : List.of(small, large)) {
        settings.say("%d documents are queued", backlog.documents());
        LaneDatabase.run(
            room,
            "SELECT a_lane('%s', %d)".formatted(backlog.lane(), Turns.INTERVAL.toNanos() / 1000));
        backlog.fill(database);
      }
      database.analyse();
      LaneDatabase.run(
          room,
          "SELECT refresh_lane(connection_id, %d, %d) FROM lane"
              .formatted(Turns.URGENT_PERMILLE, Turns.MOST_BORROWED));
      room.setAutoCommit(false);
      var first = new Pair(room, small, large, calls);
      settings.say("%d are taken from the head of the million", TAKEN);
      take(room, large.lane());
      var after = new Pair(room, small, large, calls);
      return List.of(
          first.figure("p99 at 10^6, 10^4 tenants / at 10^3, 10", ""),
          after.figure("the same after 10^5 calls", "; autovacuum as configured"),
          outOfTurn(Stream.of(first, after).flatMap(pair -> Stream.of(pair.few, pair.many))));
    }
  }

  /** Whether the measured claims went the way that they were to go. */
  private static Figure outOfTurn(Stream<TimedClaims> all) {
    double least = all.mapToDouble(TimedClaims::atRisk).min().orElse(Double.NaN);
    return Figure.of("claims for tenants at risk / claims", least, "", Target.atLeast(0.9, 0.94))
        .noting(
            "the least of both lanes, before and after; in turn they would have a quarter or less");
  }

  /** By the claim itself, many in one transaction. */
  private static void take(Connection room, String lane) throws SQLException {
    try (PreparedStatement slots = room.prepareStatement("SELECT slots_at_once(?, ?, ?, ?)")) {
      slots.setString(1, lane);
      slots.setInt(2, TAKEN_TOGETHER);
      slots.setInt(3, Turns.URGENT_PERMILLE);
      slots.setInt(4, BORROWED);
      for (int i = 0; i < TAKEN; i += TAKEN_TOGETHER) {
        try (ResultSet row = slots.executeQuery()) {
          row.next();
          if (row.getInt(1) != TAKEN_TOGETHER) {
            throw new IllegalStateException("Not every slot was granted");
          }
        }
        room.commit();
      }
    }
  }

  /** Both lanes, measured in turns. */
  private static final class Pair {
    private final TimedClaims few;
    private final TimedClaims many;

    Pair(Connection room, Backlog small, Backlog large, int calls) throws SQLException {
      try (var ofFew = new TimedClaims(room, small.lane(), BORROWED, small::atRisk);
          var ofMany = new TimedClaims(room, large.lane(), BORROWED, large::atRisk)) {
        few = ofFew;
        many = ofMany;
        for (int i = -WARM; i < calls; i++) {
          few.claim(i >= 0);
          many.claim(i >= 0);
        }
      }
    }

    Figure figure(String name, String note) {
      return Figure.of(name, p99(many.micros()) / p99(few.micros()), "", TARGET)
          .noting(
              "large %s; small %s; of %d each, in turns%s"
                  .formatted(words(many), words(few), many.micros().getTotalCount(), note));
    }

    private static double p99(Histogram histogram) {
      return histogram.getValueAtPercentile(99);
    }

    private static String words(TimedClaims claims) {
      return "p50 %d, p99 %d µs"
          .formatted(
              claims.micros().getValueAtPercentile(50), claims.micros().getValueAtPercentile(99));
    }
  }
}
