package se.sluss.signing.ops;

import java.time.Duration;

/** The wait of whoever follows something by looking again, on a virtual thread of its own. */
public final class Pause {
  private Pause() {}

  /** False when the thread is told to end. */
  public static boolean of(Duration time) {
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
