package se.sluss.submitter.ops;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import se.sluss.kit.meters.Buckets;

/**
 * Where answers and departures are told apart: by the window, and by what the authority usually
 * takes.
 */
@Singleton
class LaneBuckets {
  @Produces
  @Singleton
  MeterFilter calls() {
    return Buckets.of(
        Names.CALL_DURATION,
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(3),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30));
  }

  @Produces
  @Singleton
  MeterFilter departures() {
    return Buckets.of(
        Names.SLOT_AGE,
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(200));
  }
}
