package se.sluss.kit.meters;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.micrometer.v1_5.OpenTelemetryMeterRegistry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.CreationException;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.outbox.Room;

/**
 * What is measured is scraped at {@code /q/metrics} and also sent, under the same names, to where
 * traces go; unless it is scraped into the same store, where everything would count twice.
 */
@Singleton
class RoomMeters {
  private final boolean send;
  private @Nullable MeterRegistry sent;

  /**
   * @param send Whether metrics are sent to where traces go. Off where they are scraped into the
   *     same store: everything would count twice there.
   */
  RoomMeters(@ConfigProperty(name = "sluss.metrics.send", defaultValue = "true") boolean send) {
    this.send = send;
  }

  /** From here on, and with all that is measured already. */
  void start(@Observes StartupEvent event, OpenTelemetry openTelemetry, Clock clock) {
    if (!send) {
      return;
    }
    sent =
        OpenTelemetryMeterRegistry.builder(openTelemetry)
            .setClock(clock)
            .setBaseTimeUnit(TimeUnit.SECONDS)
            .build();
    sent.config().meterFilter(new Counted()).onMeterAdded(RoomMeters::beginAtNought);
    Metrics.addRegistry(sent);
  }

  /**
   * What was never counted is not sent; an alert on an increase would then miss the very first, for
   * which the series only begins.
   */
  private static void beginAtNought(Meter meter) {
    if (meter instanceof Counter counter) {
      counter.increment(0);
    }
  }

  /** Also after a start that failed, of which no {@code ShutdownEvent} tells. */
  void stop(
      @Observes @BeforeDestroyed(ApplicationScoped.class) Object end,
      Instance<OpenTelemetry> openTelemetry) {
    try {
      end(openTelemetry.get());
    } catch (CreationException theStartFailedBeforeItWasThere) {
      // Nothing is read or sent.
    }
  }

  /**
   * The reader of measurements waits five seconds for the end of a scheduler that is Quarkus' own
   * and does not end for it. That goes on behind the rest of the end, in which Quarkus sends what
   * was measured last.
   */
  void end(OpenTelemetry openTelemetry) {
    if (openTelemetry instanceof OpenTelemetrySdk sdk) {
      Thread.ofVirtual().start(() -> sdk.getSdkMeterProvider().shutdown());
    }
    if (sent != null) {
      Metrics.removeRegistry(sent);
      sent.close();
    }
  }

  /**
   * What has no unit is a number of things. Left alone it would be sent as a share ({@code 1}), and
   * Prometheus would put {@code _ratio} behind its name.
   */
  private static final class Counted implements MeterFilter {
    @Override
    public Meter.Id map(Meter.Id id) {
      return id.getBaseUnit() == null ? id.withBaseUnit("{item}") : id;
    }
  }

  /** Says of everything which room it is of, since some of it has the same name in all. */
  @Produces
  @Singleton
  MeterFilter room(Room room) {
    return MeterFilter.commonTags(Tags.of("room", room.name()));
  }

  @Produces
  @Singleton
  MeterFilter callersPaths() {
    return new CallersPaths();
  }

  @Produces
  @Singleton
  MeterFilter requests() {
    return Buckets.of(
        "http.server.requests",
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500));
  }
}
