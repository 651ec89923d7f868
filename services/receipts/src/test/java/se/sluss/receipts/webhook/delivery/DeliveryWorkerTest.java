package se.sluss.receipts.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.ops.DeliveryMetrics;
import se.sluss.receipts.support.WebhookConfigs;
import se.sluss.receipts.webhook.address.AddressRules;
import se.sluss.receipts.webhook.address.TargetCheck;
import se.sluss.receipts.webhook.endpoint.EndpointKeys;
import se.sluss.testsupport.Eventually;

class DeliveryWorkerTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:15:30Z");

  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void errorIsNoReasonToStopLooking(@TempDir Path folder) throws Exception {
    Broken queue = new Broken();
    DeliveryWorker worker =
        new DeliveryWorker(
            queue,
            attempts(queue, folder),
            WebhookConfigs.with(Map.of("poll-interval", "PT0.01S")),
            InstantSource.fixed(NOW));
    worker.start(new StartupEvent());
    try {
      Eventually.holds(() -> assertThat(worker.lastRound()).isEqualTo(NOW));
      assertThat(looks).hasValueGreaterThan(2);
    } finally {
      worker.stop(new ShutdownEvent());
    }
  }

  private static AttemptDelivery attempts(DeliveryQueue queue, Path folder) throws IOException {
    Path keyset = Files.writeString(folder.resolve("keyset.json"), LocalMasterKey.newKeysetJson());
    InstantSource clock = InstantSource.fixed(NOW);
    return new AttemptDelivery(
        new TargetCheck((_, _) -> List.of(), new AddressRules(List.of(), List.of()), Set.of()),
        new EndpointKeys(new Sealer(LocalMasterKey.read(keyset), clock)),
        (_, _, _, _, _) -> {
          throw new AssertionError("nothing was claimed");
        },
        new RetryPolicy(new RetrySchedule(List.of(Duration.ZERO)), Duration.ZERO, () -> 0L),
        queue,
        new Traces(SdkTracerProvider.builder().build().get("test")),
        new DeliveryMetrics(new SimpleMeterRegistry()),
        clock);
  }

  /** Breaks twice, and has nothing after that. */
  private final class Broken implements DeliveryQueue {
    @Override
    public List<ClaimedDelivery> claim(int most, Collection<VendorId> satisfied) {
      if (looks.incrementAndGet() <= 2) {
        throw new NoClassDefFoundError("as when a file is gone");
      }
      return List.of();
    }

    @Override
    public void complete(ClaimedDelivery delivery, AttemptReport report, NextStep next) {
      throw new AssertionError("nothing was claimed");
    }

    @Override
    public void giveBack(ClaimedDelivery delivery, Duration delay) {
      throw new AssertionError("nothing was claimed");
    }

    @Override
    public boolean endOrphans() {
      throw new AssertionError("not the worker's");
    }

    @Override
    public Backlog backlog() {
      throw new AssertionError("the worker does not watch itself");
    }
  }
}
