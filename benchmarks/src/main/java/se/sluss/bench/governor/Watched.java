package se.sluss.bench.governor;

import java.time.Duration;
import se.sluss.bench.harness.Pause;
import se.sluss.bench.harness.Stage;

/** Whether lanes that should always have had work did. */
final class Watched {
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Stage stage;
  private int looks;
  private int dry;

  Watched(Stage stage) {
    this.stage = stage;
  }

  /** Watches for so long. */
  void watch(Duration time) {
    Pause.until(
        time,
        LOOK,
        () -> {
          looks++;
          dry += stage.smallestBacklog() == 0 ? 1 : 0;
          return false;
        });
  }

  /** In words; a figure of a run in which lanes were dry says too little. */
  String words() {
    return dry == 0
        ? "all lanes had work at each of %d looks".formatted(looks)
        : "NOT VALID: some lane had no work at %d of %d looks".formatted(dry, looks);
  }
}
