package se.sluss.bench.harness;

import java.time.Duration;
import java.util.Locale;

/**
 * A fault that was made to happen.
 *
 * @param at since the murderer began
 */
public record Deed(Duration at, Fault fault, String detail) {
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%8.3f s  %-20s %s", at.toNanos() / 1e9, fault, detail);
  }
}
