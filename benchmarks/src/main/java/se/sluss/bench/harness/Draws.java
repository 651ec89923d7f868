package se.sluss.bench.harness;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** What is drawn, and how it is told. */
final class Draws {
  private Draws() {}

  static <T> T one(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }

  /** Uniform, in seconds. */
  static Duration between(SplittableRandom random, double from, double to) {
    return duration(random.nextDouble(from, to));
  }

  /** Log-uniform, in seconds, so that there are as many short ones as long ones. */
  static Duration ofAnyLength(SplittableRandom random, double shortest, double longest) {
    return duration(shortest * Math.pow(longest / shortest, random.nextDouble()));
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
