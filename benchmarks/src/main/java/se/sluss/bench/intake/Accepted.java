package se.sluss.bench.intake;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Pause;

/**
 * How many documents intake takes in a second, each of them durable before it is answered; beside
 * what the database can commit and what the stack can answer, in the same run. Documents and
 * commits take turns, so that what else happens on the machine meets both.
 */
final class Accepted implements Phase {
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  /** Warm is what takes in hardly more than before, for some slices. */
  private static final Duration SLICE = Duration.ofSeconds(15);

  private static final int MOST_SLICES = 20;
  private static final int ENOUGH_WITHOUT_MORE = 3;
  private static final double HARDLY_MORE = 1.03;
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final int TURNS = 4;
  private static final Duration TURN = Duration.ofSeconds(10);

  /** Before a turn the events of the last documents have left; then the database has a moment. */
  private static final Duration AT_REST = Duration.ofMinutes(1);

  private static final Duration BETWEEN = Duration.ofSeconds(3);

  private static final double HALF = 0.5;

  private final String name;
  private final String what;
  private final Supplier<byte[]> documents;

  Accepted(String name, String what, Supplier<byte[]> documents) {
    this.name = name;
    this.what = what;
    this.documents = documents;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String about() {
    return "%s over %d connections, durable before the answer".formatted(what, Load.CONNECTIONS);
  }

  @Override
  public List<Figure> run(Settings settings) throws IOException, SQLException {
    try (IntakeStage stage = IntakeStage.set(settings, "intake-" + name)) {
      int size = documents.get().length;
      double bare = bare(settings);
      settings.say("%.0f answers/s of an endpoint that does nothing", bare);
      Queue<String> taken = new ConcurrentLinkedQueue<>();
      Load.Opening clients = () -> client(stage, taken);
      warm(settings, clients);
      TwoRows.Sizes sizes = stage.sizes();
      Load.Opening rows = rows(stage, sizes);
      Load.closed(rows, SLICE);
      double commits = 0;
      double accepted = 0;
      for (int i = 0; i < TURNS; i++) {
        double kept = turn(stage, rows);
        double now = turn(stage, clients);
        settings.say("%.0f commits/s of two rows, %.0f accepted/s", kept, now);
        commits += kept / TURNS;
        accepted += now / TURNS;
      }
      Load.Result half = Load.open(clients, MEASURED, accepted * HALF);
      long missing = missing(stage, taken);
      String note = "documents of %d bytes; %d looked up".formatted(size, taken.size());
      return List.of(
          Figure.told("commits of two rows", commits, "/s")
              .noting(
                  "plain JDBC, in turns; %d and %d bytes".formatted(sizes.sealed(), sizes.event())),
          Figure.told("answers of an endpoint that does nothing", bare, "/s"),
          Figure.told("accepted", accepted, "/s").noting(note),
          Figure.of("accepted but not there", missing, "", Target.atMost(0, 0)),
          Figure.of(
              "accepted ÷ commits of two rows",
              missing == 0 ? accepted / commits : Double.NaN,
              "",
              Target.atLeast(0.5, 2)),
          Figure.told("accepted ÷ answers of nothing", accepted / bare, ""),
          Figure.told("p50 at half of that rate", millis(half, 50), "ms")
              .noting("%.0f/s, each on its time".formatted(half.perSecond())),
          Figure.told("p99 at half of that rate", millis(half, 99), "ms"));
    }
  }

  private Load.Worker client(IntakeStage stage, Queue<String> taken) throws IOException {
    return Load.over(
        new HttpConnection(stage.address()),
        connection -> taken.add(stage.handIn(connection, documents.get())));
  }

  /** The compiler has more to do here than with two rows, and shares the cores with the work. */
  private static void warm(Settings settings, Load.Opening clients) {
    double best = 0;
    int without = 0;
    for (int slice = 0; slice < MOST_SLICES && without < ENOUGH_WITHOUT_MORE; slice++) {
      double now = Load.closed(clients, SLICE).perSecond();
      settings.say("%.0f accepted/s while warming up", now);
      without = now < best * HARDLY_MORE ? without + 1 : 0;
      best = Math.max(best, now);
    }
  }

  private static Load.Opening rows(IntakeStage stage, TwoRows.Sizes sizes) throws SQLException {
    TwoRows.prepare(stage.databaseUrl(), stage.databasePassword());
    return () -> new TwoRows(stage.databaseUrl(), stage.databasePassword(), sizes);
  }

  private static double turn(IntakeStage stage, Load.Opening workers) throws IOException {
    if (!Pause.until(AT_REST, stage::atRest)) {
      throw new IOException("Events did not leave in time");
    }
    Pause.of(BETWEEN);
    return Load.closed(workers, TURN).perSecond();
  }

  private double bare(Settings settings) throws IOException {
    try (BareEndpoint bare =
        BareEndpoint.start(
            settings.checkout(), settings.work().resolve("bare-endpoint.log"), IntakeStage.FLAGS)) {
      byte[] document = documents.get();
      Load.Opening clients =
          () ->
              Load.over(
                  new HttpConnection(bare.address()),
                  connection -> {
                    int status =
                        connection
                            .post("/bare", Map.of("Content-Type", "application/xml"), document)
                            .status();
                    if (status != 202) {
                      throw new IOException("The bare endpoint answered " + status);
                    }
                  });
      Load.closed(clients, WARM_UP.dividedBy(2));
      return Load.closed(clients, MEASURED.dividedBy(2)).perSecond();
    }
  }

  /** Every one that was accepted is asked for. */
  private static long missing(IntakeStage stage, Queue<String> taken) throws IOException {
    Pause.of(Duration.ofSeconds(1));
    var missing = new AtomicLong();
    Load.each(
        taken,
        () -> new HttpConnection(stage.address()),
        (connection, submission) -> {
          if (!stage.knows(connection, submission)) {
            missing.incrementAndGet();
          }
        });
    return missing.get();
  }

  private static double millis(Load.Result result, double percentile) {
    return result.micros().getValueAtPercentile(percentile) / 1_000.0;
  }
}
