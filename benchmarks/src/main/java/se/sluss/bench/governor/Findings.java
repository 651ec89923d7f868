package se.sluss.bench.governor;

import java.util.Optional;
import se.sluss.bench.frame.Figure;
import se.sluss.bench.frame.Target;
import se.sluss.bench.harness.AuthorityDoor;

/** Figures that the judge gives. */
final class Findings {
  private Findings() {}

  /** Arrivals too close, as all three judges saw them together. */
  static Figure tooClose(AuthorityDoor.Summary summary, long slots) {
    String of = slots == 0 ? "" : "in %d slots; ".formatted(slots);
    return new Figure(
        "arrivals too close",
        summary.allBreaches(),
        "",
        Optional.of(Target.atMost(0, 0)),
        of
            + "by judge %s of %d calls; the judge itself was held up for %.1f ms at most"
                .formatted(summary.breaches(), summary.calls(), summary.longestStallMillis()));
  }
}
