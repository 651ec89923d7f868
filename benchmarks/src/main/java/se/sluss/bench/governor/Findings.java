package se.sluss.bench.governor;

import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.AuthorityDoor;
import se.sluss.bench.harness.Stage;

/** Figures that the judge gives. */
final class Findings {
  private static final int TOLD = 9;

  private Findings() {}

  /** Tells each breach, with how long the judge was held up around it. */
  static void tell(Stage stage) {
    stage.authority().breaches().stream().limit(TOLD).forEach(stage.options().progress());
  }

  /** Arrivals too close, as all three judges saw them together. */
  static Figure tooClose(AuthorityDoor.Summary summary) {
    return Figure.of("arrivals too close", summary.allBreaches(), "", Target.atMost(0, 0))
        .noting(
            "by judge %s of %d calls; the judge itself was held up for %.1f ms at most"
                .formatted(summary.breaches(), summary.calls(), summary.longestStallMillis()));
  }
}
