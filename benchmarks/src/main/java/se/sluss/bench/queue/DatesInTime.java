package se.sluss.bench.queue;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;

/** Dates that are missed on a month's last day, beside the fewest that anybody could miss. */
final class DatesInTime implements Phase {
  private static final int SLOTS_PER_REFRESH = 5;
  private static final int MOST_TOGETHER = 1000;

  @Override
  public String name() {
    return "dates";
  }

  @Override
  public String about() {
    return "a month's last day, slot by slot under a turned clock, and other orders on its slots";
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    List<Document> documents = MonthEnd.trace(settings.seed());
    List<Turns.Call> calls;
    try (LaneDatabase database = LaneDatabase.start(settings, LaneDatabase.Clock.TURNED);
        var lane = new Turns(database, "lane")) {
      calls = play(lane, documents, settings);
    }
    List<Long> slots = calls.stream().map(Turns.Call::at).toList();
    Map<String, Document> byId = new HashMap<>();
    documents.forEach(document -> byId.put(document.id(), document));
    Map<Document, Long> taken = new HashMap<>();
    calls.forEach(call -> taken.put(byId.get(call.submission()), call.at()));
    long missed = Order.missed(documents, taken);
    long fewest = Order.missed(documents, Order.CLAIRVOYANT.over(documents, slots));
    long dated = documents.stream().filter(Document::dated).count();
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.of(
                "missed dates / misses of a clairvoyant",
                (double) missed / fewest,
                "",
                Target.atMost(1.2, 1.02))
            .noting(
                "%d / %d of %d dated, %d documents, %d slots"
                    .formatted(missed, fewest, dated, documents.size(), slots.size())));
    for (Order order : List.of(Order.DATE, Order.TURN, Order.ARRIVAL)) {
      long those = Order.missed(documents, order.over(documents, slots));
      figures.add(
          Figure.told("the same, by " + order.name().toLowerCase(), (double) those / fewest, "")
              .noting(those + " missed"));
    }
    figures.add(
        Figure.of(
                "share of a tenant without dates / its least share",
                Shares.least(documents, taken, slots, MonthEnd::undated, Turns.URGENT_PERMILLE),
                "",
                Target.atLeast(1, 1))
            .noting("worst of its stretches with backlog; what the urgent part leaves = 1"));
    return figures;
  }

  private static List<Turns.Call> play(Turns lane, List<Document> documents, Settings settings)
      throws SQLException {
    var calls = new ArrayList<Turns.Call>();
    int arrived = 0;
    long now = 0;
    for (long second = 0; calls.size() < documents.size(); second++) {
      now = second * MonthEnd.SECOND;
      lane.turnTo(now);
      int upTo = arrived;
      while (upTo < documents.size()
          && upTo - arrived < MOST_TOGETHER
          && documents.get(upTo).arrives() <= now) {
        upTo++;
      }
      if (upTo > arrived) {
        lane.arrive(documents.subList(arrived, upTo));
        arrived = upTo;
      }
      if (second % SLOTS_PER_REFRESH == 0) {
        lane.refresh();
      }
      Optional<Turns.Call> call = lane.next();
      call.ifPresent(calls::add);
      if (second % 5000 == 0) {
        settings.say("%d of %d documents have gone", calls.size(), documents.size());
      }
    }
    return calls;
  }
}
