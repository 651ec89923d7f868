package se.sluss.bench.governor;

import java.time.Duration;
import java.util.List;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Phase;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.Arrivals;
import se.sluss.bench.harness.AuthorityDoor;
import se.sluss.bench.harness.Feeder;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.Stage;

/** How much of the agreed rate is used when nothing goes wrong. */
final class Calm implements Phase {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration WARM_UP = Duration.ofSeconds(30);
  private static final int LANES = 40;
  private static final int BACKLOG = 90;

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
    try (Stage stage = Stage.set(Stages.calm(settings, name(), INTERVAL, lanes));
        Feeder feeder = new Feeder(stage)) {
      stage.fill(feeder, BACKLOG);
      feeder.keep(BACKLOG);
      Pause.of(WARM_UP);
      var watched = new Watched(stage);
      long from = System.nanoTime();
      watched.watch(settings.time());
      long to = System.nanoTime();
      feeder.stop();
      Findings.tell(stage, settings);
      Arrivals arrivals = Arrivals.between(stage.authority().callsAfter(0), from, to);
      Arrivals.Slots slots = arrivals.slots();
      AuthorityDoor.Summary summary = stage.authority().summary();
      double backlogged = (to - from) / 1e9 * lanes;
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
          Figure.of(
                  "real rate used",
                  arrivals.count() * INTERVAL.toMillis() / 1e3 / backlogged,
                  "",
                  Target.atLeast(0.98, 0.995))
              .noting("calls x agreed interval ÷ time with work; " + watched.words()),
          Findings.tooClose(summary, 0),
          Figure.of(
              "documents sent again after their receipt",
              summary.repeats("afterReceipt"),
              "",
              Target.atMost(0, 0)));
    }
  }
}
