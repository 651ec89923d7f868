package se.sluss.receipts.ops;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.DeliveryQueue.Backlog;

/**
 * The names of the room's metrics. Alarm on {@value #OVERDUE}: a planned attempt whose time is past
 * and which nobody holds means that no worker works.
 */
@ApplicationScoped
public class DeliveryMetrics {
  static final String ATTEMPTS = "sluss.webhook.attempts";
  static final String PENDING = "sluss.webhook.pending";
  static final String OVERDUE = "sluss.webhook.overdue.seconds";

  private final MeterRegistry registry;
  private final AtomicLong pending;
  private final AtomicLong overdueSeconds;

  public DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.pending = registry.gauge(PENDING, new AtomicLong());
    this.overdueSeconds = registry.gauge(OVERDUE, new AtomicLong());
  }

  /** Counts an attempt and how long it took. */
  public void attempted(AttemptReport report) {
    String reason = report.reason().map(Enum::name).orElse("NONE");
    registry
        .timer(ATTEMPTS, "outcome", report.outcome().word(), "reason", reason)
        .record(report.took());
  }

  /** Shows how things stand. */
  public void show(Backlog backlog) {
    pending.set(backlog.pending());
    Duration overdue = backlog.oldestOverdue();
    overdueSeconds.set(overdue.toSeconds());
  }
}
