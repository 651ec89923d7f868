package se.sluss.receipts.ops;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;

/**
 * Not ready while nobody looks for due deliveries, as when the database is away. How long the worst
 * endpoint has had something due that nobody holds is told beside it.
 */
@Readiness
@ApplicationScoped
public class WorkerHealth implements HealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DeliveryWorker worker;
  private final DeliveryMetrics metrics;
  private final InstantSource clock;

  public WorkerHealth(DeliveryWorker worker, DeliveryMetrics metrics, InstantSource clock) {
    this.worker = worker;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Duration since = Duration.between(worker.lastRound(), clock.instant());
    return HealthCheckResponse.named("webhook deliveries")
        .status(since.compareTo(PATIENCE) < 0)
        .withData("overdueSeconds", metrics.overdue().toSeconds())
        .build();
  }
}
