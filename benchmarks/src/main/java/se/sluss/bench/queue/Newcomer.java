package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;

/** How long who comes waits behind a million documents of somebody else, and a few of others. */
final class Newcomer implements Phase {
  private static final int MILLION = 1_000_000;
  private static final List<Integer> OTHERS = List.of(0, 9, 99);
  private static final int NEWCOMERS = 20;
  private static final String LANE = "lane";

  @Override
  public String name() {
    return "newcomer";
  }

  @Override
  public String about() {
    return "slots until the first call of who comes to a lane with a million documents";
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    var random = new Random(settings.seed());
    double worst = 0;
    var found = new ArrayList<String>();
    try (LaneDatabase database = LaneDatabase.start(settings, LaneDatabase.Clock.TURNED);
        var lane = new Lane(database)) {
      database.load("SELECT fill('%s', 'whale', 1, %d, NULL)".formatted(LANE, MILLION));
      database.analyse();
      lane.go(10);
      int waiting = 1;
      for (int others : OTHERS) {
        for (; waiting < others + 1; waiting++) {
          lane.arrive("other" + waiting, MILLION / 1000);
        }
        int longest = 0;
        for (int n = 0; n < NEWCOMERS; n++) {
          lane.go(random.nextInt(3 * waiting));
          String newcomer = "new_%d_%d".formatted(others, n);
          lane.arrive(newcomer, 1);
          longest = Math.max(longest, lane.goUntil(newcomer));
        }
        worst = Math.max(worst, longest / (waiting + 1.0));
        found.add("%d / %d".formatted(longest, waiting + 1));
      }
    }
    return List.of(
        Figure.of("newcomer's slots / (waiting + 1)", worst, "", Target.atMost(1.5, 1))
            .noting(
                "longest of %d each: %s; one tenant with a million"
                    .formatted(NEWCOMERS, String.join(", ", found))));
  }

  private static final class Lane implements AutoCloseable {
    private final Turns turns;
    private long second;

    Lane(LaneDatabase database) throws SQLException {
      turns = new Turns(database, LANE);
      turns.commit();
    }

    void arrive(String tenant, int many) throws SQLException {
      turns.arrive(
          IntStream.range(0, many)
              .mapToObj(n -> new Document(tenant + "_" + n, tenant, 0, Document.UNDATED))
              .toList());
    }

    void go(int slots) throws SQLException {
      for (int i = 0; i < slots; i++) {
        call();
      }
    }

    /** How many slots it took, the tenant's own first one included. */
    int goUntil(String tenant) throws SQLException {
      int slots = 1;
      while (!call().equals(tenant)) {
        slots++;
      }
      return slots;
    }

    private String call() throws SQLException {
      turns.turnTo(second++ * MonthEnd.SECOND);
      if (second % 5 == 0) {
        turns.refresh();
      }
      return turns.next().orElseThrow().tenant();
    }

    @Override
    public void close() throws SQLException {
      turns.close();
    }
  }
}
