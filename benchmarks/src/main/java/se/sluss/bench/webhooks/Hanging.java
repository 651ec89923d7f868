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

/** What a fifth of endpoints that hang do to the others of the same vendor. */
final class Hanging implements Phase {
  private static final int ENDPOINTS = 40;
  private static final int HANG = 8;
  private static final int PER_SECOND = 40;

  /** Each of the two measurements, and the warm-up before them, as parts of the time asked for. */
  private static final int MEASURED_PART = 3;

  private static final int WARM_UP_PART = 6;

  /**
   * Milliseconds. A machine on which deliveries queue up although nothing hangs shows nothing of
   * what hangs.
   */
  private static final double KEEPS_UP = 500;

  @Override
  public String name() {
    return "hanging";
  }

  @Override
  public String about() {
    return "%d endpoints at one event a second each, with %d that hang and without"
        .formatted(ENDPOINTS, HANG);
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    try (WebhookStage stage = WebhookStage.set(settings, "webhooks-hanging", ENDPOINTS);
        Backlog backlog = stage.backlog()) {
      List<String> healthy = stage.endpoints().subList(HANG, ENDPOINTS);
      Duration measured = settings.time().dividedBy(MEASURED_PART);
      p99(stage, backlog, healthy, settings.time().dividedBy(WARM_UP_PART));
      double none = p99(stage, backlog, healthy, measured);
      settings.say("p99 %.1f ms with none hanging", none);
      for (String hook : stage.hooks().subList(0, HANG)) {
        stage.hang(hook);
      }
      double some = p99(stage, backlog, healthy, measured);
      settings.say("p99 %.1f ms with %d of %d hanging", some, HANG, ENDPOINTS);
      long left = backlog.pending(healthy);
      return List.of(
          Figure.told("p99 of planned to recorded, none hanging", none, "ms"),
          Figure.told("the same of the healthy ones, a fifth hanging", some, "ms"),
          Figure.of("healthy ones' deliveries left at the end", left, "", Target.atMost(0, 0)),
          Figure.of(
              "p99 with ÷ without",
              none > KEEPS_UP ? Double.NaN : some / none,
              "",
              Target.atMost(2, 1.05)));
    }
  }

  /** One event after the other, each on its time; the last ones have two seconds to end. */
  private static double p99(
      WebhookStage stage, Backlog backlog, List<String> healthy, Duration time)
      throws IOException, SQLException {
    stage.forget();
    double since = backlog.now();
    long begin = System.nanoTime();
    long count = time.toSeconds() * PER_SECOND;
    for (int i = 0; i < count; i++) {
      long due = begin + i * 1_000_000_000L / PER_SECOND;
      Pause.of(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      backlog.plan(1, List.of(stage.endpoints().get(i % ENDPOINTS)));
    }
    Pause.of(Duration.ofSeconds(2));
    return backlog.p99(healthy, since);
  }
}
