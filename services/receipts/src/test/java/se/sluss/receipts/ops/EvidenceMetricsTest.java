package se.sluss.receipts.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.receipts.evidence.EvidenceStore;

class EvidenceMetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final EvidenceMetrics metrics = new EvidenceMetrics(registry);

  @Test
  void whatWaitsIsShownWithItsAgeAndWhatHasNoStampApart() {
    metrics.show(new EvidenceStore.Waiting(7, NOW.minusSeconds(90), 3), NOW);

    assertThat(shown(EvidenceMetrics.WAITING)).isEqualTo(7);
    assertThat(shown(EvidenceMetrics.WAITING_SECONDS)).isEqualTo(90);
    assertThat(shown(EvidenceMetrics.UNSTAMPED)).isEqualTo(3);
  }

  @Test
  void whenNothingWaitsNothingIsOld() {
    metrics.show(new EvidenceStore.Waiting(0, null, 0), NOW);

    assertThat(shown(EvidenceMetrics.WAITING_SECONDS)).isZero();
  }

  @Test
  void howFarTheMirrorIsBehindIsShown() {
    metrics.showMirror(Optional.of(NOW.minusSeconds(7200)), NOW);
    assertThat(shown(EvidenceMetrics.MIRROR_SECONDS)).isEqualTo(7200);

    metrics.showMirror(Optional.empty(), NOW);
    assertThat(shown(EvidenceMetrics.MIRROR_SECONDS)).isZero();
  }

  private double shown(String name) {
    return registry.get(name).gauge().value();
  }
}
