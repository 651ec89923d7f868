package se.sluss.bench.governor;

import java.util.List;
import se.sluss.bench.frame.Phase;

/** The phases of the set {@code governor}. */
public final class GovernorPhases {
  private GovernorPhases() {}

  /** In the order in which they run. */
  public static List<Phase> all() {
    return List.of(new Calm(), new Killed(), new Murder(), new Throughput(), new Today());
  }
}
