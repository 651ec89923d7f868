package se.sluss.receipts.ops;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.sluss.kit.meters.ReadGauge;
import se.sluss.receipts.evidence.EvidenceStore;

/**
 * How evidence stands. Alarm on {@value #WAITING_SECONDS}: a receipt that long without its package
 * means that an event is missing, that the package cannot be made, or that the log stands still.
 */
@ApplicationScoped
public class EvidenceMetrics {
  static final String WAITING = "sluss.evidence.waiting";
  static final String WAITING_SECONDS = "sluss.evidence.waiting.seconds";

  static final String MIRROR_SECONDS = "sluss.evidence.mirror.behind.seconds";

  static final String UNSTAMPED = "sluss.evidence.unstamped";

  private final ReadGauge waiting;
  private final ReadGauge unstamped;
  private final ReadGauge waitingSeconds;
  private final ReadGauge mirrorSeconds;

  public EvidenceMetrics(MeterRegistry registry) {
    this.unstamped = new ReadGauge(registry, UNSTAMPED);
    this.waiting = new ReadGauge(registry, WAITING);
    this.mirrorSeconds = new ReadGauge(registry, MIRROR_SECONDS);
    this.waitingSeconds = new ReadGauge(registry, WAITING_SECONDS);
  }

  /**
   * Shows how many packages are wanted and not in the log, for how long the oldest has been, and
   * how many that are made wait for a time stamp.
   */
  public void show(EvidenceStore.Waiting now, Instant at) {
    waiting.show(now.packages());
    unstamped.show(now.unstamped());
    Instant since = now.since();
    waitingSeconds.show(since == null ? 0 : Duration.between(since, at).toSeconds());
  }

  /** Shows for how long something has been published that the mirror does not have. */
  public void showMirror(Optional<Instant> since, Instant at) {
    mirrorSeconds.show(since.map(then -> Duration.between(then, at).toSeconds()).orElse(0L));
  }
}
