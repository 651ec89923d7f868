package se.sluss.bench.governor;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Resources;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Documents;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.PlainClient;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.StageOptions;
import se.sluss.launcher.process.JavaProgram;

/**
 * What the governor costs: calls over many lanes, against those of the same submitter whose claims
 * are granted at once in order of arrival ({@code ungoverned.sql}), and against connections that
 * only send.
 */
final class Throughput implements Phase {
  private static final Duration INTERVAL = Duration.ofMillis(1);
  private static final Duration MEASURED = Duration.ofSeconds(15);

  /** Both sides become fast for as long as the compiler works; a slice of that is so long. */
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  private static final double STILL_FASTER = 1.03;
  private static final int LONGEST_WARM_UP = 12;

  private static final int LANES = 100;
  private static final int DOCUMENTS = 120_000;
  private static final int CONNECTIONS = 32;

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String about() {
    return "one replica, %d lanes at a millisecond, then without a governor; and %d plain connections"
        .formatted(LANES, CONNECTIONS);
  }

  @Override
  public List<Figure> run(Settings settings) throws SQLException {
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
      double plain = plain(stage, settings);
      settings.say("%.0f calls/s of plain connections", plain);
      stage.fill(feeder, Math.ceilDiv(DOCUMENTS, lanes));
      settings.say("All are in; the lanes go on");
      double governed = warmRate(stage, settings);
      withoutGovernor(stage);
      settings.say("The governor is taken out");
      double ungoverned = warmRate(stage, settings);
      boolean dry = ranDry(stage);
      return List.of(
          Figure.told("calls of plain connections", plain, "/s")
              .noting("%d; nothing is stored".formatted(CONNECTIONS)),
          Figure.told("calls without a governor", ungoverned, "/s"),
          Figure.told("governed calls", governed, "/s").noting("%d lanes".formatted(lanes)),
          Figure.of(
                  "governed ÷ not governed",
                  dry ? Double.NaN : governed / ungoverned,
                  "",
                  Target.atLeast(0.3, 0.7))
              .noting(
                  dry
                      ? "ran dry: not measured"
                      : "the same submitter, database and %d lanes".formatted(lanes)),
          Figure.told("governed ÷ plain", governed / plain, "")
              .noting("plain connections store nothing"));
    }
  }

  /** The functions that decide are replaced in the database; nothing else changes. */
  private static void withoutGovernor(Stage stage) throws SQLException {
    try (Connection superuser = stage.superuser();
        Statement statement = superuser.createStatement()) {
      statement.execute("SET search_path = submitter, pg_catalog");
      statement.execute(Resources.text("governor/ungoverned.sql"));
    }
  }

  /** Whether a lane has nothing left. */
  private static boolean ranDry(Stage stage) throws SQLException {
    try (Connection superuser = stage.superuser();
        Statement statement = superuser.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(DISTINCT connection_id) FROM submitter.job WHERE state = 'QUEUED'")) {
      row.next();
      return row.getInt(1) < stage.lanes().size();
    }
  }

  private static double warmRate(Stage stage, Settings settings) {
    warmUp(stage, settings);
    return rate(stage, () -> Pause.of(MEASURED));
  }

  private static double plain(Stage stage, Settings settings) {
    PlainClient.Identity identity = PlainClient.identity(stage, "plain");
    var stop = new AtomicBoolean();
    var failed = new LongAdder();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        threads.execute(() -> callUntil(stop, identity.at(stage.authorityPort()), failed));
      }
      double rate = warmRate(stage, settings);
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
