package se.sluss.bench.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting. */
public final class Pause {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** Sleeping ends late by less than this, usually. */
  private static final Duration AWAKE = Duration.ofMillis(1);

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

  /** Waits for that moment of the wall clock, to some microseconds: at the end it stays awake. */
  static void awakeUntil(Instant moment) {
    for (Duration left = until(moment); left.isPositive(); left = until(moment)) {
      if (left.compareTo(AWAKE) > 0) {
        LockSupport.parkNanos(left.minus(AWAKE).toNanos());
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private static Duration until(Instant moment) {
    return Duration.between(Instant.now(), moment);
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
