package se.sluss.kit.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Batches that are being applied. Kafka tells how far behind the last fetch was, and nothing of a
 * consumer that fetches no more since it stands before a batch that it cannot apply; this does.
 */
@Startup
@ApplicationScoped
class AtWork {
  private static final double NANOS = 1e9;

  private final Map<Object, Long> begun = new ConcurrentHashMap<>();

  AtWork(MeterRegistry registry) {
    Gauge.builder("sluss.inbox.standing", this::longest)
        .baseUnit("seconds")
        .description("How long the batch that takes longest has been applied by now")
        .register(registry);
  }

  void during(Runnable work) {
    Object batch = new Object();
    begun.put(batch, System.nanoTime());
    try {
      work.run();
    } finally {
      begun.remove(batch);
    }
  }

  private double longest() {
    long now = System.nanoTime();
    return begun.values().stream().mapToLong(at -> now - at).max().orElse(0) / NANOS;
  }
}
