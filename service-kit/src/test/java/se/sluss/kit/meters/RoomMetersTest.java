package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.StartupEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomMetersTest {
  /** Scraped into the same store, what is sent too would count twice. */
  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void metricsAreSentUnlessTheyAreScraped(boolean send, int registries) {
    int before = Metrics.globalRegistry.getRegistries().size();
    RoomMeters meters = new RoomMeters(send);

    meters.start(new StartupEvent(), OpenTelemetry.noop(), Clock.SYSTEM);
    try {
      assertThat(Metrics.globalRegistry.getRegistries()).hasSize(before + registries);
    } finally {
      meters.end(OpenTelemetry.noop());
    }
  }
}
