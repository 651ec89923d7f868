package se.sluss.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PortBlockTest {
  @Test
  void twoSuitesNeverGetTheSameRange() {
    try (PortBlock first = PortBlock.usual();
        PortBlock second = PortBlock.usual()) {
      assertThat(second.base()).isNotEqualTo(first.base());
      assertThat(first.base() % 100).isZero();
    }
  }

  @Test
  void aRangeCanBeHadAgainAfterItsEnd() {
    PortBlock ended = PortBlock.any();
    int base = ended.base();
    assertThat(Ports.isFree(base)).isFalse();

    ended.close();

    assertThat(Ports.isFree(base)).isTrue();
  }
}
