package se.sluss.bench.governor;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Ceiling;
import se.sluss.bench.harness.Fault;
import se.sluss.bench.harness.Stage;
import se.sluss.bench.harness.Trial;

/** All faults at once at a compressed interval: not one call may come too close. */
final class Murder implements Phase {
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Set<Fault> ALL = EnumSet.allOf(Fault.class);
  private static final int LANES = 24;
  private static final long SLOTS = 100_000;
  private static final Duration LONGEST = Duration.ofHours(12);

  @Override
  public String name() {
    return "murder";
  }

  @Override
  public String about() {
    return "three replicas, %d lanes at 0.2 s, all faults, until --slots calls (%d) were made"
        .formatted(LANES, SLOTS);
  }

  @Override
  public List<Figure> run(Settings settings) {
    int lanes = settings.lanesOr(LANES);
    try (Stage stage = Stage.set(Stages.troubled(settings, name(), INTERVAL, lanes))) {
      Trial trial = Trial.run(stage, ALL, settings.faultEvery(), settings.slotsOr(SLOTS), LONGEST);
      trial.end().faults().forEach(fault -> settings.say("BROKEN: %s", fault));
      return List.of(
          Findings.tooClose(trial.summary())
              .noting(
                  "%d lanes, %d slots, %d minutes, a fault every %d ms; by judge %s; held up at most: the judge %.1f ms, the path %d ms"
                      .formatted(
                          lanes,
                          trial.slots(),
                          trial.took().toMinutes(),
                          settings.faultEvery().toMillis(),
                          trial.summary().breaches(),
                          trial.summary().longestStallMillis(),
                          trial.heldUp().toMillis())),
          underCeiling(trial.ceiling()),
          Figure.of(
                  "promises that did not hold at the end",
                  trial.end().faults().size(),
                  "",
                  Target.atMost(0, 0))
              .noting("documents " + trial.end().states()),
          Figure.of(
                  "kinds of faults that never struck",
                  trial.missing().size(),
                  "",
                  Target.atMost(0, 0))
              .noting("of %d; never: %s".formatted(ALL.size(), trial.missing())),
          Figure.told("faults that struck", deeds(trial), "").noting(trial.deeds().toString()),
          Figure.told(
                  "documents sent again after a receipt nobody stored",
                  trial.summary().repeats("afterReceipt"),
                  "")
              .noting("the answer was written, and lost on the way or with its reader"));
    }
  }

  private static Figure underCeiling(Ceiling.Sight seen) {
    double tooClose = seen.calls() < 2 ? Double.NaN : seen.tooClose();
    return Figure.of("arrivals too close under a ceiling", tooClose, "", Target.atMost(0, 0))
        .noting(
            "of %d calls of %d lanes that share %d ms; smallest gap %.1f ms"
                .formatted(
                    seen.calls(),
                    seen.lanes(),
                    seen.interval().toMillis(),
                    seen.smallestGap().toNanos() / 1e6));
  }

  private static int deeds(Trial trial) {
    return trial.deeds().values().stream().mapToInt(Integer::intValue).sum();
  }
}
