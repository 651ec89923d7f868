package se.sluss.system.observe;

import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The series that Prometheus makes of a metric which came over OTLP, by the rules of its default
 * translation (underscores, with suffixes): {@code a.b} in {@code s} is {@code a_b_seconds}, a
 * counter ends in {@code _total}, a gauge of the unit {@code 1} in {@code _ratio}, and an
 * annotation in braces is no unit.
 */
final class OtlpSeries {
  private static final Map<String, String> UNITS =
      Map.of(
          "s",
          "seconds",
          "ms",
          "milliseconds",
          "us",
          "microseconds",
          "ns",
          "nanoseconds",
          "min",
          "minutes",
          "h",
          "hours",
          "d",
          "days",
          "By",
          "bytes",
          "%",
          "percent",
          "1",
          "");

  private OtlpSeries() {}

  /** Their names. */
  static Set<String> names(Metric metric) {
    String base = base(metric);
    return metric.hasHistogram()
        ? Set.of(base + "_bucket", base + "_count", base + "_sum")
        : Set.of(base);
  }

  /** The labels of each, as {@code metric{label}}. */
  static Set<String> labels(Metric metric) {
    Set<String> found = new TreeSet<>();
    for (String name : names(metric)) {
      attributes(metric)
          .forEach(label -> found.add(name + "{" + label.getKey().replace('.', '_') + "}"));
      if (name.endsWith("_bucket")) {
        found.add(name + "{le}");
      }
    }
    return found;
  }

  /** The bounds of a histogram's buckets, as {@code le} has them: without a fraction of nought. */
  static Set<String> bounds(Metric metric) {
    Set<String> found = new TreeSet<>();
    for (HistogramDataPoint point : metric.getHistogram().getDataPointsList()) {
      point
          .getExplicitBoundsList()
          .forEach(
              bound -> found.add(BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString()));
    }
    return found;
  }

  private static Stream<KeyValue> attributes(Metric metric) {
    Stream<NumberDataPoint> numbers =
        Stream.concat(
            metric.getGauge().getDataPointsList().stream(),
            metric.getSum().getDataPointsList().stream());
    return Stream.concat(
        numbers.flatMap(point -> point.getAttributesList().stream()),
        metric.getHistogram().getDataPointsList().stream()
            .flatMap(point -> point.getAttributesList().stream()));
  }

  private static String base(Metric metric) {
    List<String> words = words(metric.getName());
    for (String unit : unit(metric.getUnit())) {
      if (!words.contains(unit)) {
        words.add(unit);
      }
    }
    if (metric.hasSum() && metric.getSum().getIsMonotonic()) {
      words.remove("total");
      words.add("total");
    } else if (metric.hasGauge() && metric.getUnit().equals("1")) {
      words.remove("ratio");
      words.add("ratio");
    }
    return String.join("_", words);
  }

  private static List<String> unit(String unit) {
    return unit.matches(".*[{}].*") ? List.of() : words(UNITS.getOrDefault(unit, unit));
  }

  private static List<String> words(String text) {
    return new ArrayList<>(
        Arrays.stream(text.split("[^a-zA-Z0-9:]+")).filter(word -> !word.isEmpty()).toList());
  }
}
