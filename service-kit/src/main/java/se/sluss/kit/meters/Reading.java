package se.sluss.kit.meters;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A figure as it was read from the database, not a number once that is three minutes ago: while the
 * database is away nobody is shown what was before as if it were now.
 */
public final class Reading {
  static final Duration FRESH = Duration.ofMinutes(3);

  private final double value;
  private final long readAt;
  private final LongSupplier nanoTime;

  Reading(double value, LongSupplier nanoTime) {
    this.value = value;
    this.readAt = nanoTime.getAsLong();
    this.nanoTime = nanoTime;
  }

  /** What was read just now. */
  public static Reading of(double value) {
    return new Reading(value, System::nanoTime);
  }

  /** The figure, while it is fresh. */
  public double fresh() {
    return nanoTime.getAsLong() - readAt < FRESH.toNanos() ? value : Double.NaN;
  }
}
