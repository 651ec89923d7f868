package se.sluss.receipts.ops;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryQueue.Backlog;
import se.sluss.receipts.webhook.endpoint.FailingEndpoints.Troubled;

/**
 * The names of the room's metrics. Alarm on {@value #OVERDUE_SECONDS}: a planned attempt whose time
 * is past and which nobody holds means that no worker works.
 */
@ApplicationScoped
public class DeliveryMetrics {
  static final String ATTEMPTS = "sluss.webhook.attempts";
  static final String PENDING = "sluss.webhook.pending";
  static final String OVERDUE_SECONDS = "sluss.webhook.overdue.seconds";
  static final String OVERDUE = "sluss.webhook.overdue.endpoints";
  static final String FAILING = "sluss.webhook.endpoints.failing";
  static final String DISABLED = "sluss.webhook.endpoints.disabled";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15)
  };

  private final MeterRegistry registry;
  private final AtomicLong pending;
  private final AtomicLong overdueSeconds;
  private final AtomicLong overdueEndpoints;
  private final AtomicLong failing;
  private final AtomicLong disabled;

  public DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.pending = registry.gauge(PENDING, new AtomicLong());
    this.overdueSeconds = registry.gauge(OVERDUE_SECONDS, new AtomicLong());
    this.overdueEndpoints = registry.gauge(OVERDUE, new AtomicLong());
    this.failing = registry.gauge(FAILING, new AtomicLong());
    this.disabled = registry.gauge(DISABLED, new AtomicLong());
  }

  /** Counts an attempt and how long it took, by what kind of endpoint it went to. */
  public void attempted(ClaimedDelivery delivery, AttemptReport report) {
    Owner owner = delivery.recipient().owner();
    Timer.builder(ATTEMPTS)
        .tag("outcome", report.outcome().word())
        .tag("reason", report.reason().map(Enum::name).orElse("NONE"))
        .tag("kind", delivery.kind().name())
        .tag("owner", owner.tenantId().isPresent() ? "tenant" : "vendor")
        .tag("mode", owner.mode().wire())
        .serviceLevelObjectives(BUCKETS)
        .register(registry)
        .record(report.took());
  }

  /** Shows how things stand. */
  public void show(Backlog backlog) {
    pending.set(backlog.pending());
    overdueEndpoints.set(backlog.overdue());
    overdueSeconds.set(backlog.longestOverdue().toSeconds());
  }

  /** Shows how many endpoints are in trouble. */
  public void show(Troubled endpoints) {
    failing.set(endpoints.failing());
    disabled.set(endpoints.disabled());
  }

  /** How long the worst endpoint has had something due that nobody holds, as last shown. */
  public Duration overdue() {
    return Duration.ofSeconds(overdueSeconds.get());
  }
}
