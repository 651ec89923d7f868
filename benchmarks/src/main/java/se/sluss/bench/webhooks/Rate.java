package se.sluss.bench.webhooks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Pause;

/** How many deliveries a second one process signs, makes and records, beside a bare client. */
final class Rate implements Phase {
  private static final int ENDPOINTS = 8;
  private static final int IN_FLIGHT = 5 * ENDPOINTS;
  private static final int MEASURED = 6_000;
  private static final Duration BARE = Duration.ofSeconds(15);
  private static final Duration GLANCE = Duration.ofMillis(50);

  @Override
  public String name() {
    return "rate";
  }

  @Override
  public String about() {
    return "a backlog to %d endpoints, %d in flight, signed and recorded"
        .formatted(ENDPOINTS, IN_FLIGHT);
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    int count = Math.toIntExact(settings.slotsOr(MEASURED));
    try (WebhookStage stage = WebhookStage.set(settings, "webhooks-rate", ENDPOINTS);
        Backlog backlog = stage.backlog()) {
      BareClient bare = new BareClient(stage.sinkAuthority(), stage.sinkPort());
      bare.perSecond(IN_FLIGHT, BARE, false);
      stage.forget();
      settings.say("%.0f deliveries/s while warming up", drain(stage, backlog, count));
      stage.forget();
      long before = backlog.delivered(stage.endpoints());
      double delivered = drain(stage, backlog, count);
      settings.say("%.0f deliveries/s", delivered);
      long missing = count - (backlog.delivered(stage.endpoints()) - before);
      stage.forget();
      double kept = bare.perSecond(IN_FLIGHT, BARE, true);
      stage.forget();
      double fresh = bare.perSecond(IN_FLIGHT, BARE, false);
      settings.say("%.0f posts/s of a bare client", fresh);
      return List.of(
          Figure.told("posts of a bare client", fresh, "/s").noting("a connection each, as here"),
          Figure.told("the same over kept connections", kept, "/s"),
          Figure.told("deliveries", delivered, "/s"),
          Figure.of("planned but not recorded as delivered", missing, "", Target.atMost(0, 0)),
          Figure.of(
              "deliveries ÷ posts of a bare client",
              missing == 0 ? delivered / fresh : Double.NaN,
              "",
              Target.atLeast(0.2, 0.5)));
    }
  }

  private static double drain(WebhookStage stage, Backlog backlog, int count) throws SQLException {
    backlog.plan(count, stage.endpoints());
    long begin = System.nanoTime();
    while (backlog.pending(stage.endpoints()) > 0) {
      Pause.of(GLANCE);
    }
    return count / ((System.nanoTime() - begin) / 1e9);
  }
}
