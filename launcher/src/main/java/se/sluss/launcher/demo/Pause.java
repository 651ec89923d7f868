package se.sluss.launcher.demo;

import java.time.Duration;
import se.sluss.launcher.PlainFailure;

/** A moment between two looks. */
final class Pause {
  private static final Duration SHORT = Duration.ofMillis(250);

  private Pause() {}

  static void shortly() {
    try {
      Thread.sleep(SHORT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlainFailure("Interrupted.", e);
    }
  }
}
