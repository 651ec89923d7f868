package se.sluss.receipts.ops;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;

/** Not ready while nobody looks for due deliveries, as when the database is away. */
@Readiness
@ApplicationScoped
public class WorkerHealth implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DeliveryWorker worker;
  private final InstantSource clock;

  public WorkerHealth(DeliveryWorker worker, InstantSource clock) {
    this.worker = worker;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Duration since = Duration.between(worker.lastRound(), clock.instant());
    return HealthCheckResponse.named("webhook deliveries")
        .status(since.compareTo(PATIENCE) < 0)
        .build();
  }
}
