package se.sluss.receipts.ops;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import se.sluss.receipts.evidence.EvidenceStore;

/**
 * How evidence stands. Alarm on {@value #WAITING_SECONDS}: a receipt that long without its package
 * means that an event is missing, that the package cannot be made, or that the log stands still.
 */
@ApplicationScoped
public class EvidenceMetrics {
  static final String WAITING = "sluss.evidence.waiting";
  static final String WAITING_SECONDS = "sluss.evidence.waiting.seconds";

  static final String UNSTAMPED = "sluss.evidence.unstamped";

  private final AtomicLong waiting;
  private final AtomicLong unstamped;
  private final AtomicLong waitingSeconds;

  public EvidenceMetrics(MeterRegistry registry) {
    this.unstamped = registry.gauge(UNSTAMPED, new AtomicLong());
    this.waiting = registry.gauge(WAITING, new AtomicLong());
    this.waitingSeconds = registry.gauge(WAITING_SECONDS, new AtomicLong());
  }

  /**
   * Shows how many packages are wanted and not in the log, for how long the oldest has been, and
   * how many that are made wait for a time stamp.
   */
  public void show(EvidenceStore.Waiting now, Instant at) {
    waiting.set(now.packages());
    unstamped.set(now.unstamped());
    Instant since = now.since();
    waitingSeconds.set(since == null ? 0 : Duration.between(since, at).toSeconds());
  }
}
