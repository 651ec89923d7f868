package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.HdrHistogram.Histogram;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;

/** What a large backlog adds to the claim: its own statement, warm and prepared, without commit. */
final class CostOfChoice implements Phase {
  private static final int WARM = 300;
  private static final int TAKEN = 100_000;
  private static final String FINISH =
      "UPDATE job SET state = 'RECEIVED' WHERE connection_id = ? AND state = 'SENDING'";

  /** So many documents of so many tenants; every other tenant has dates. */
  private record Backlog(String lane, int tenants, int each) {
    int documents() {
      return tenants * each;
    }
  }

  @Override
  public String name() {
    return "choice";
  }

  @Override
  public String about() {
    return "the claim's statement with a thousand documents queued and with a million";
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    int calls = (int) settings.slotsOr(2000);
    var small = new Backlog("small", 10, 100 + calls / 2);
    var large = new Backlog("large", 10_000, 100);
    try (LaneDatabase database = LaneDatabase.start(settings, LaneDatabase.Clock.SERVER);
        Connection room = database.connect()) {
      for (Backlog backlog : List.of(small, large)) {
        settings.say("%d documents are queued", backlog.documents());
        LaneDatabase.run(room, "SELECT a_lane('%s', 1)".formatted(backlog.lane()));
        database.load(
            "SELECT fill('%1$s', '%1$s_', %2$d, %3$d, clock_timestamp() + interval '1 hour')"
                .formatted(backlog.lane(), backlog.tenants(), backlog.each()));
      }
      database.analyse();
      LaneDatabase.run(
          room,
          "SELECT refresh_lane(connection_id, %d) FROM lane".formatted(Turns.URGENT_PERMILLE));
      Histogram few = claims(room, small.lane(), calls);
      Histogram many = claims(room, large.lane(), calls);
      settings.say("%d are taken from the head of the million", TAKEN);
      take(room, large.lane());
      Histogram after = claims(room, large.lane(), calls);
      return List.of(
          Figure.of("p99 at 10^6, 10^4 tenants / at 10^3, 10", p99(many) / p99(few), "", TARGET)
              .noting(words(many) + "; " + words(few)),
          Figure.of("the same after 10^5 calls", p99(after) / p99(few), "", TARGET)
              .noting(words(after) + "; autovacuum as configured"));
    }
  }

  private static final Target TARGET = Target.atMost(3, 1.2);

  private static Histogram claims(Connection room, String lane, int calls) throws SQLException {
    var histogram = new Histogram(3);
    room.setAutoCommit(false);
    try (var claim = new Claim(room);
        PreparedStatement finish = room.prepareStatement(FINISH)) {
      finish.setString(1, lane);
      for (int i = -WARM; i < calls; i++) {
        long begin = System.nanoTime();
        claim.of(List.of(lane));
        if (i >= 0) {
          histogram.recordValue((System.nanoTime() - begin) / 1000);
        }
        finish.execute();
        room.commit();
      }
    }
    room.setAutoCommit(true);
    return histogram;
  }

  /** By the claim itself, many in one transaction. */
  private static void take(Connection room, String lane) throws SQLException {
    room.setAutoCommit(false);
    try (PreparedStatement slots =
        room.prepareStatement(
            "SELECT count(*) FROM generate_series(1, 100) AS n, one_slot(?, n || '_' ||"
                + " gen_random_uuid(), 950, 600)")) {
      slots.setString(1, lane);
      for (int i = 0; i < TAKEN; i += 100) {
        slots.execute();
        room.commit();
      }
    }
    room.setAutoCommit(true);
  }

  private static double p99(Histogram histogram) {
    return histogram.getValueAtPercentile(99);
  }

  private static String words(Histogram histogram) {
    return "p50 %d, p99 %d µs of %d"
        .formatted(
            histogram.getValueAtPercentile(50),
            histogram.getValueAtPercentile(99),
            histogram.getTotalCount());
  }
}
