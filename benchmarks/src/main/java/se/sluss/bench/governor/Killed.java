package se.sluss.bench.governor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Arrivals;
import se.sluss.bench.harness.Execution;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.Stage;

/** What a killed sender costs the lanes that it sent for. */
final class Killed implements Phase {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration DOWN = Duration.ofSeconds(2);
  private static final int LANES = 20;
  private static final int BACKLOG = 90;

  @Override
  public String name() {
    return "killed";
  }

  @Override
  public String about() {
    return "three replicas, %d lanes at 1 s; each minute the sender of a lane is killed (SIGKILL)"
        .formatted(LANES);
  }

  @Override
  public List<Figure> run(Settings settings) {
    var random = new SplittableRandom(settings.seed());
    try (Stage stage = Stage.set(Stages.troubled(settings, name(), INTERVAL, LANES));
        Feeder feeder = new Feeder(stage)) {
      stage.fill(feeder, BACKLOG);
      feeder.keep(BACKLOG);
      Pause.of(WARM_UP);
      var watched = new Watched(stage);
      long from = System.nanoTime();
      var executions = new ArrayList<Execution>();
      long rounds = Math.max(1, settings.time().toMinutes());
      for (int round = 1; round <= rounds; round++) {
        watched.watch(EVERY.dividedBy(2));
        Execution execution = Execution.ofTheSender(stage, random);
        settings.say(
            "killed %s, which had sent last for %d lanes",
            execution.replica(), execution.clients().size());
        executions.add(execution);
        Pause.of(DOWN);
        execution.restart();
        long since = System.nanoTime() - execution.nanos();
        watched.watch(EVERY.dividedBy(2).minusNanos(since));
      }
      long to = System.nanoTime();
      feeder.stop();
      Findings.tell(stage, settings);
      return figures(stage, executions, watched, from, to);
    }
  }

  private static List<Figure> figures(
      Stage stage, List<Execution> executions, Watched watched, long from, long to) {
    Arrivals arrivals = Arrivals.between(stage.authority().callsAfter(0), from, to);
    var losses = new ArrayList<Long>();
    for (Execution execution : executions) {
      long until = execution.nanos() + EVERY.dividedBy(2).toNanos();
      for (String client : execution.clients()) {
        losses.add(arrivals.lostBetween(client, execution.nanos(), until));
      }
    }
    double mean = losses.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
    double worst =
        losses.stream().mapToLong(Long::longValue).mapToDouble(l -> l).max().orElse(Double.NaN);
    double backlogged = (to - from) / 1e9 * LANES;
    return List.of(
        Figure.of(
                "real rate used, a kill each minute",
                arrivals.count() * INTERVAL.toMillis() / 1e3 / backlogged,
                "",
                Target.atLeast(0.95, 0.985))
            .noting(watched.words()),
        Figure.of("slots lost in a lane per kill of its sender", worst, "", Target.atMost(3, 1))
            .noting(
                "the worst of %d; %.2f on average, %d kills"
                    .formatted(losses.size(), mean, executions.size())),
        Findings.tooClose(stage.authority().summary(), 0));
  }
}
