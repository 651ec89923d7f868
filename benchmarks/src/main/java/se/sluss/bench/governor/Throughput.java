package se.sluss.bench.governor;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Documents;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.PlainClient;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.StageOptions;
import se.sluss.launcher.process.JavaProgram;

/** What the governor costs: calls over many lanes, against the same calls without it. */
final class Throughput implements Phase {
  private static final Duration INTERVAL = Duration.ofMillis(1);
  private static final Duration MEASURED = Duration.ofSeconds(15);

  /** Both sides become fast for as long as the compiler works; a slice of that is so long. */
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private static final double STILL_FASTER = 1.03;
  private static final int LONGEST_WARM_UP = 12;

  private static final int LANES = 100;
  private static final int DOCUMENTS = 80_000;
  private static final int CONNECTIONS = 32;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String about() {
    return "one replica, %d lanes that are as good as not governed, against %d plain connections"
        .formatted(LANES, CONNECTIONS);
  }

  @Override
  public List<Figure> run(Settings settings) {
    int lanes = settings.lanesOr(LANES);
    StageOptions options =
        new StageOptions(
            settings.checkout(),
            settings.work().resolve(name()),
            1,
            INTERVAL,
            lanes,
            2,
            false,
            Map.of("SLUSS_SUBMITTER_GOVERNOR_IN_FLIGHT", "16"),
            Map.of("guard", "PT0S"),
            JavaProgram.measured(512),
            settings.seed(),
            settings.progress());
    try (Stage stage = Stage.set(options);
        Feeder feeder = new Feeder(stage)) {
      stage.authority().interval(Duration.ZERO);
      double plain = ungoverned(stage, settings);
      settings.say("%.0f calls/s without a governor", plain);
      stage.fill(feeder, Math.ceilDiv(DOCUMENTS, lanes));
      settings.say("All are in; the lanes go on");
      warmUp(stage, settings);
      double governed = rate(stage, () -> Pause.of(MEASURED));
      long left = stage.backlog();
      return List.of(
          Figure.told("calls without a governor", plain, "/s"),
          Figure.told("governed calls", governed, "/s")
              .noting(
                  "%d lanes; %s"
                      .formatted(
                          lanes,
                          left > 0 ? left + " still waited at the end" : "ran dry: too low")),
          Figure.of(
                  "governed ÷ not governed",
                  left > 0 ? governed / plain : Double.NaN,
                  "",
                  Target.atLeast(0.3, 0.7))
              .noting("%d lanes, %d plain connections".formatted(lanes, CONNECTIONS)));
    }
  }

  private static double ungoverned(Stage stage, Settings settings) {
    PlainClient.Identity identity = PlainClient.identity(stage, "not-governed");
    var stop = new AtomicBoolean();
    var failed = new LongAdder();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.execute(() -> callUntil(stop, identity.at(stage.authorityPort()), failed));
      }
      warmUp(stage, settings);
      double rate = rate(stage, () -> Pause.of(MEASURED));
      stop.set(true);
      if (failed.sum() > 0) {
        throw new IllegalStateException(
            "%d plain calls failed; to the authority they were %s"
                .formatted(failed.sum(), stage.authority().summary()));
      }
      return rate;
    }
  }

  private static void callUntil(AtomicBoolean stop, PlainClient client, LongAdder failed) {
    try (client) {
      while (!stop.get()) {
        if (client.call(Documents.envelope()) != 200) {
          failed.increment();
        }
      }
    } catch (IOException e) {
      failed.increment();
    }
  }

  /** Until a slice is no longer faster than the one before. */
  private static void warmUp(Stage stage, Settings settings) {
    double last = rate(stage, () -> Pause.of(WARM_UP));
    for (int i = 1; i < LONGEST_WARM_UP; i++) {
      double now = rate(stage, () -> Pause.of(WARM_UP));
      settings.say("warming up: %.0f calls/s", now);
      if (i > 1 && now < last * STILL_FASTER) {
        return;
      }
      last = now;
    }
  }

  private static double rate(Stage stage, Runnable meanwhile) {
    long begin = System.nanoTime();
    long before = stage.authority().summary().calls();
    meanwhile.run();
    long calls = stage.authority().summary().calls() - before;
    return calls / ((System.nanoTime() - begin) / 1e9);
  }
}
