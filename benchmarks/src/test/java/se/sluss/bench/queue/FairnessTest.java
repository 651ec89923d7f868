package se.sluss.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessTest {
  @Test
  void theIndexIsOneForEqualSharesAndOneInNWhenOneHasAll() {
    assertThat(Fairness.jain(List.of(5, 5, 5, 5))).isEqualTo(1);
    assertThat(Fairness.jain(List.of(20, 0, 0, 0))).isEqualTo(0.25);
    assertThat(Fairness.jain(List.of(1, 2, 3))).isCloseTo(36.0 / 42, within(1e-12));
  }

  @Test
  void theWorstStretchCounts() {
    List<String> calls = List.of("a", "b", "a", "b", "b", "b", "a", "b");

    assertThat(Fairness.leastJain(calls, List.of("a", "b"), 4)).isCloseTo(16.0 / 20, within(1e-12));
  }

  @Test
  void whoNeverHadACallCountsToo() {
    assertThat(Fairness.leastJain(List.of("a", "a"), List.of("a", "b"), 2)).isEqualTo(0.5);
  }

  @Test
  void turnsDifferByOneAndABurstByItsLength() {
    assertThat(Fairness.mostDifference(List.of("a", "b", "b", "a"), List.of("a", "b")))
        .isEqualTo(2);
    assertThat(Fairness.mostDifference(List.of("a", "b", "a", "b"), List.of("a", "b")))
        .isEqualTo(1);
  }
}
