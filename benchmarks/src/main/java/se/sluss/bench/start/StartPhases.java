package se.sluss.bench.start;

import java.util.List;
import se.sluss.bench.frame.Phase;

/** The phases of starting. */
public final class StartPhases {
  public static final List<Phase> ALL = List.of(new Starts());

  private StartPhases() {}
}
