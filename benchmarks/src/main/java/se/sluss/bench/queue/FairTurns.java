package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;

/** Equal tenants that always have something to send, however much more some of them queue. */
final class FairTurns implements Phase {
  private static final int WINDOW = 200;
  private static final List<Integer> TENANTS = List.of(2, 8, 40);

  @Override
  public String name() {
    return "fair-turns";
  }

  @Override
  public String about() {
    return "calls of equal tenants one of which queues ten times as much as the others, under a turned clock";
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    int slots = (int) settings.slotsOr(2000);
    double leastJain = 1;
    int mostDifference = 0;
    try (LaneDatabase database = LaneDatabase.start(settings, LaneDatabase.Clock.TURNED)) {
      for (int many : TENANTS) {
        List<String> tenants = IntStream.range(0, many).mapToObj(t -> "t" + t).toList();
        List<String> calls = calls(database, tenants, slots, new Random(settings.seed() + many));
        leastJain = Math.min(leastJain, Fairness.leastJain(calls, tenants, WINDOW));
        mostDifference = Math.max(mostDifference, Fairness.mostDifference(calls, tenants));
      }
    }
    String how = "%s tenants, %d calls each time".formatted(TENANTS, slots);
    return List.of(
        Figure.of(
                "Jain's index, any %d slots".formatted(WINDOW),
                leastJain,
                "",
                Target.atLeast(0.99, 0.9999))
            .noting(how),
        Figure.of("most calls that equals differ by", mostDifference, "", Target.atMost(1, 1))
            .noting("over any stretch of slots"));
  }

  /** In random order of arrival; the first tenant queues ten times what it needs. */
  private static List<String> calls(
      LaneDatabase database, List<String> tenants, int slots, Random random) throws SQLException {
    int needed = slots / tenants.size() + 2;
    String lane = "lane" + tenants.size();
    var documents = new ArrayList<Document>();
    for (int t = 0; t < tenants.size(); t++) {
      for (int n = 0; n < needed * (t == 0 ? 10 : 1); n++) {
        documents.add(new Document(lane + "_" + t + "_" + n, tenants.get(t), 0, Document.UNDATED));
      }
    }
    Collections.shuffle(documents, random);
    var calls = new ArrayList<String>();
    try (var turns = new Turns(database, lane)) {
      turns.arrive(documents);
      turns.refresh();
      for (long slot = 0; slot < slots; slot++) {
        turns.turnTo(slot * MonthEnd.SECOND);
        calls.add(turns.next().orElseThrow().tenant());
      }
    }
    return calls;
  }
}
