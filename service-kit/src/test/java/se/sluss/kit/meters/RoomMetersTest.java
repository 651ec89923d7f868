package se.sluss.kit.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Metrics;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomMetersTest {
  @Test
  @SuppressWarnings("unchecked")
  void anEndBeforeTelemetryIsThereIsQuiet() {
    var notThereYet =
        (Instance<OpenTelemetry>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Instance.class},
                (_, _, _) -> {
                  throw new CreationException("not initialized yet");
                });

    assertThatCode(() -> new RoomMeters(true).stop("the end", notThereYet))
        .doesNotThrowAnyException();
  }

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
