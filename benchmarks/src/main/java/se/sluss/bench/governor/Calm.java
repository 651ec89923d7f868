package se.sluss.bench.governor;

import java.util.List;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Arrivals;
import se.sluss.bench.harness.AuthorityDoor;

/** How much of the agreed rate is used when nothing goes wrong. */
final class Calm implements Phase {
  private static final int LANES = 20;

  @Override
  public String name() {
    return "calm";
  }

  @Override
  public String about() {
    return "three replicas, %d lanes at 1 s that always have work, no faults".formatted(LANES);
  }

  @Override
  public List<Figure> run(Settings settings) {
    int lanes = settings.lanesOr(LANES);
    try (Steady steady = Steady.begin(Stages.calm(settings, name(), Steady.INTERVAL, lanes))) {
      steady.watch(settings.time());
      steady.end();
      Arrivals.Slots slots = steady.arrivals().slots();
      AuthorityDoor.Summary summary = steady.stage().authority().summary();
      return List.of(
          Figure.of("slots with a call ÷ slots", slots.share(), "", Target.atLeast(0.999, 0.9999))
              .noting(
                  "%d lanes: %d with, %d without; a lane's beat is its median gap (%.1f ms), the longest gap %.1f ms"
                      .formatted(
                          lanes,
                          slots.used(),
                          slots.lost(),
                          slots.medianGapMillis(),
                          slots.longestGapMillis())),
          steady.rateUsed("real rate used", Target.atLeast(0.98, 0.995)),
          Findings.tooClose(summary),
          Figure.of(
              "documents sent again after their receipt",
              summary.repeats("afterReceipt"),
              "",
              Target.atMost(0, 0)));
    }
  }
}
