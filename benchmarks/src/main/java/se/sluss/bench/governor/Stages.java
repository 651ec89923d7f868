package se.sluss.bench.governor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.harness.StageOptions;
import se.sluss.launcher.process.JavaProgram;

/** The stages that the phases of this set play on. */
final class Stages {
  static final int REPLICAS = 3;

  /**
   * The suite on one's own machine starts quickly and runs slowly; what is measured here is not.
   */
  private static final List<String> AS_IN_PRODUCTION = JavaProgram.measured(192);

  private Stages() {}

  /** Three replicas without any fault, with the submitter as it comes. */
  static StageOptions calm(Settings settings, String phase, Duration interval, int lanes) {
    return new StageOptions(
        settings.checkout(),
        settings.work().resolve(phase),
        REPLICAS,
        interval,
        lanes,
        2,
        false,
        Map.of(),
        Map.of(),
        AS_IN_PRODUCTION,
        settings.seed(),
        settings.progress());
  }

  /** Three replicas to which things can be done, with short waits; they start often, so quickly. */
  static StageOptions troubled(Settings settings, String phase, Duration interval, int lanes) {
    return new StageOptions(
        settings.checkout(),
        settings.work().resolve(phase),
        REPLICAS,
        interval,
        lanes,
        3,
        true,
        StageOptions.SHORT_WAITS,
        Map.of(),
        List.of(),
        settings.seed(),
        settings.progress());
  }
}
