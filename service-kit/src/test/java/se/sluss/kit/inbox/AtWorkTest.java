package se.sluss.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class AtWorkTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final AtWork atWork = new AtWork(registry);

  @Test
  void aBatchThatIsAppliedCountsUntilItsEnd() {
    assertThat(standing()).isZero();
    atWork.during(() -> assertThat(standing()).isPositive());
    assertThat(standing()).isZero();
  }

  @Test
  void whatFailsStandsNoMore() {
    assertThatThrownBy(
            () ->
                atWork.during(
                    () -> {
                      throw new IllegalStateException("refused");
                    }))
        .hasMessage("refused");
    assertThat(standing()).isZero();
  }

  private double standing() {
    return registry.get("sluss.inbox.standing").gauge().value();
  }
}
