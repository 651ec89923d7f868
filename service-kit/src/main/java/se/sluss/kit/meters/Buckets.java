package se.sluss.kit.meters;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Buckets of a timer, given where it is watched and not where it is measured. They are few and
 * fixed, since each is a series; in them stand the exemplars that lead to a trace.
 */
public final class Buckets {
  private Buckets() {}

  /** Gives the timer of this name these upper bounds. */
  public static MeterFilter of(String name, Duration... bounds) {
    double[] nanos = Stream.of(bounds).mapToDouble(Duration::toNanos).toArray();
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().equals(name)
            ? DistributionStatisticConfig.builder()
                .serviceLevelObjectives(nanos)
                .build()
                .merge(config)
            : config;
      }
    };
  }
}
