package se.sluss.bench.harness;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting. */
public final class Pause {
  private static final Duration LOOK = Duration.ofMillis(50);

  private Pause() {}

  /** Waits so long. */
  public static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Waits until it is so, and tells whether it became so in time. */
  public static boolean until(Duration patience, BooleanSupplier so) {
    return until(patience, LOOK, so);
  }

  /** The same, looking that often. */
  public static boolean until(Duration patience, Duration look, BooleanSupplier so) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      of(look);
    }
    return true;
  }
}
