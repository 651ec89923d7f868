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
import se.sluss.bench.harness.Pause;

/** What a killed sender costs the lanes that it sent for. */
final class Killed implements Phase {
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
  private static final Duration DOWN = Duration.ofSeconds(2);
  private static final int LANES = 10;

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
    int lanes = settings.lanesOr(LANES);
    try (Steady steady = Steady.begin(Stages.troubled(settings, name(), Steady.INTERVAL, lanes))) {
      var executions = new ArrayList<Execution>();
      long rounds = Math.max(1, settings.time().toMinutes());
      for (int round = 1; round <= rounds; round++) {
        executions.add(minute(steady, random, settings));
      }
      steady.end();
      return List.of(
          steady.rateUsed("real rate used, a kill each minute", Target.atLeast(0.95, 0.985)),
          lost(steady.arrivals(), executions, lanes),
          Findings.tooClose(steady.stage().authority().summary()));
    }
  }

  private static Execution minute(Steady steady, SplittableRandom random, Settings settings) {
    steady.watch(HALF_A_MINUTE);
    Execution execution = Execution.ofTheSender(steady.stage(), random);
    settings.say(
        "killed %s, which had sent last for %d lanes",
        execution.replica(), execution.clients().size());
    Pause.of(DOWN);
    execution.restart();
    long since = System.nanoTime() - execution.nanos();
    steady.watch(HALF_A_MINUTE.minusNanos(since));
    return execution;
  }

  private static Figure lost(Arrivals arrivals, List<Execution> executions, int lanes) {
    var losses = new ArrayList<Long>();
    for (Execution execution : executions) {
      long until = execution.nanos() + HALF_A_MINUTE.toNanos();
      for (String client : execution.clients()) {
        losses.add(arrivals.lostBetween(client, execution.nanos(), until));
      }
    }
    double mean = losses.stream().mapToLong(Long::longValue).average().orElse(Double.NaN);
    double worst = losses.stream().mapToDouble(Long::doubleValue).max().orElse(Double.NaN);
    return Figure.of("slots lost in a lane per kill of its sender", worst, "", Target.atMost(3, 1))
        .noting(
            "%d lanes; the worst of %d; %.2f on average, %d kills"
                .formatted(lanes, losses.size(), mean, executions.size()));
  }
}
