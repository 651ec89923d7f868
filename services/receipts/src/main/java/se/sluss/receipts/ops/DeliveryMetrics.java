package se.sluss.receipts.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.Arrays;
import se.sluss.kit.meters.ReadGauge;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.delivery.AttemptReport;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery;
import se.sluss.receipts.webhook.delivery.DeliveryQueue.Backlog;
import se.sluss.receipts.webhook.endpoint.FailingEndpoints.Troubled;
import se.sluss.receipts.webhook.endpoint.Trouble;

/**
 * The names of the room's metrics. Alarm on {@value #OVERDUE_SECONDS}: a planned attempt whose time
 * is past and which nobody holds means that no worker works.
 */
@Startup
@ApplicationScoped
public class DeliveryMetrics {
  static final String ATTEMPTS = "sluss.webhook.attempts";
  static final String PENDING = "sluss.webhook.pending";
  static final String OVERDUE_SECONDS = "sluss.webhook.overdue.seconds";
  static final String OVERDUE = "sluss.webhook.overdue.endpoints";
  static final String FAILING = "sluss.webhook.endpoints.failing";
  static final String DISABLED = "sluss.webhook.endpoints.disabled";
  static final String TOLD = "sluss.webhook.endpoints.told";

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15)
  };

  private final MeterRegistry registry;
  private final ReadGauge pending;
  private final ReadGauge overdueSeconds;
  private final ReadGauge overdueEndpoints;
  private final ReadGauge failing;
  private final ReadGauge disabled;

  public DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.pending = new ReadGauge(registry, PENDING);
    this.overdueSeconds = new ReadGauge(registry, OVERDUE_SECONDS);
    this.overdueEndpoints = new ReadGauge(registry, OVERDUE);
    this.failing = new ReadGauge(registry, FAILING);
    this.disabled = new ReadGauge(registry, DISABLED);
    // At nought, so that the first is a rise and not a beginning.
    Arrays.stream(Trouble.values()).forEach(this::count);
  }

  private Counter count(Trouble trouble) {
    return registry.counter(TOLD, "trouble", trouble.name());
  }

  /** Counts what an owner was told of an endpoint. */
  void told(@Observes(during = TransactionPhase.AFTER_SUCCESS) Trouble trouble) {
    count(trouble).increment();
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
    pending.show(backlog.pending());
    overdueEndpoints.show(backlog.overdue());
    overdueSeconds.show(backlog.longestOverdue().toSeconds());
  }

  /** Shows how many endpoints are in trouble. */
  public void show(Troubled endpoints) {
    failing.show(endpoints.failing());
    disabled.show(endpoints.disabled());
  }

  /**
   * How long the worst endpoint has had something due that nobody holds, as last shown; none when
   * that is long ago.
   */
  public Duration overdue() {
    return Duration.ofSeconds((long) overdueSeconds.fresh());
  }
}
