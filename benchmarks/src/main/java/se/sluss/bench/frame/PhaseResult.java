package se.sluss.bench.frame;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of a phase.
 *
 * @param failure why it could not measure; empty when it could
 */
public record PhaseResult(
    String phase, Duration took, List<Figure> figures, Optional<String> failure) {
  public PhaseResult {
    figures = List.copyOf(figures);
  }

  /** Whether it measured, and no figure misses its floor. */
  public boolean good() {
    return failure.isEmpty() && figures.stream().noneMatch(f -> f.verdict() == Verdict.MISSED);
  }
}
