package se.sluss.bench.governor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.AuthorityDoor;
import se.sluss.bench.harness.Execution;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.TcpProxy;
import se.sluss.bench.harness.Waits;
import se.sluss.bench.today.Integrator;

/** Sluss beside what integrators do today: the same judge, the same path, the same kills. */
final class Today implements Phase {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration JITTER = Duration.ofMillis(40);
  private static final double SHARE = 0.02;
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final Duration DOWN = Duration.ofSeconds(2);
  private static final int BACKLOG = 40;
  private static final int PROCESSES = 3;

  @Override
  public String name() {
    return "today";
  }

  @Override
  public String about() {
    return "one lane at 1 s beside a sleeping loop and beside bucket4j on Postgres from three"
        + " processes; jitter to 40 ms, 2 % of answers late or lost; a process of each is killed each minute (SIGKILL)";
  }

  @Override
  public List<Figure> run(Settings settings) {
    var random = new SplittableRandom(settings.seed());
    try (Stage stage = Stage.set(Stages.troubled(settings, name(), INTERVAL, 1));
        Feeder feeder = new Feeder(stage);
        TcpProxy way = stage.newWay()) {
      way.jitter(JITTER);
      stage.lanes().getFirst().way().jitter(JITTER);
      feeder.keep(BACKLOG);
      stage.authority().chaos(settings.seed(), SHARE, Waits.LATEST_ANSWER);
      try (Integrator sleeping = Integrator.sleepingLoop(stage, way.port(), INTERVAL);
          Integrator shared = Integrator.sharedBucket(stage, PROCESSES, way.port(), INTERVAL)) {
        long rounds = Math.max(1, settings.time().toMinutes());
        for (int round = 0; round < rounds; round++) {
          minute(stage, random, List.of(sleeping, shared));
        }
        feeder.stop();
        sleeping.requireAlive();
        shared.requireAlive();
        return figures(stage, sleeping, shared);
      }
    }
  }

  private static void minute(Stage stage, SplittableRandom random, List<Integrator> integrators) {
    Pause.of(HALF_A_MINUTE);
    Execution execution = Execution.ofTheSender(stage, random);
    integrators.forEach(Integrator::kill);
    Pause.of(DOWN);
    integrators.forEach(Integrator::restart);
    execution.restart();
    Pause.of(HALF_A_MINUTE);
  }

  private static List<Figure> figures(Stage stage, Integrator sleeping, Integrator shared) {
    var figures = new ArrayList<Figure>();
    String lane = stage.lanes().getFirst().vendor().value();
    figures.addAll(of(stage, lane, "Sluss", Optional.of(Target.atMost(0, 0))));
    figures.addAll(of(stage, sleeping.client(), "loop that sleeps", Optional.empty()));
    figures.addAll(of(stage, shared.client(), "bucket4j on Postgres", Optional.empty()));
    return figures;
  }

  private static List<Figure> of(
      Stage stage, String client, String who, Optional<Target> breaches) {
    AuthorityDoor.Lane lane =
        stage.authority().lanes().stream()
            .filter(one -> one.client().equals(client))
            .findFirst()
            .orElseThrow();
    double seconds = (lane.lastNanos() - lane.firstNanos()) / 1e9;
    return List.of(
        new Figure(
            who + ": calls too close",
            lane.breaches(),
            "",
            breaches,
            lane.shutOff() ? "shut off with the first" : ""),
        Figure.told(who + ": smallest gap", lane.smallestGapMillis(), "ms"),
        Figure.told(who + ": real rate used", (lane.calls() - 1) / seconds, "")
            .noting("%d calls in %.0f s".formatted(lane.calls(), seconds)));
  }
}
