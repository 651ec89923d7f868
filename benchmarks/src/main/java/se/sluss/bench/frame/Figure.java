package se.sluss.bench.frame;

import java.util.Locale;
import java.util.Optional;

/**
 * One measured number.
 *
 * @param value NaN when it could not be measured, which misses every target
 * @param unit short, such as {@code ms}; empty for a plain count or a share
 * @param target what it shall reach; empty for what is only told
 * @param note how it was got, or what stands behind it; may be empty
 */
public record Figure(String name, double value, String unit, Optional<Target> target, String note) {

  /** A number without a target. */
  public static Figure told(String name, double value, String unit) {
    return new Figure(name, value, unit, Optional.empty(), "");
  }

  /** A number that shall reach a target. */
  public static Figure of(String name, double value, String unit, Target target) {
    return new Figure(name, value, unit, Optional.of(target), "");
  }

  /** The same with a note. */
  public Figure noting(String text) {
    return new Figure(name, value, unit, target, text);
  }

  /** How it stands to its target. */
  public Verdict verdict() {
    return target.map(wanted -> wanted.judge(value)).orElse(Verdict.NO_TARGET);
  }

  /** The number as people read it, with its unit. */
  public String text() {
    return text(value) + (unit.isEmpty() ? "" : " " + unit);
  }

  static String text(double number) {
    if (Double.isNaN(number)) {
      return "not measured";
    }
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return "%d".formatted((long) number);
    }
    int decimals = Math.abs(number) < 10 ? 5 : Math.abs(number) < 1000 ? 2 : 0;
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }
}
