package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
  private final BackOff backOff = new BackOff(Duration.ofMillis(250), Duration.ofMillis(900));

  @Test
  void waitsDoubleUpToTheBound() {
    assertThat(backOff.next()).isEqualTo(Duration.ofMillis(250));
    assertThat(backOff.next()).isEqualTo(Duration.ofMillis(500));
    assertThat(backOff.next()).isEqualTo(Duration.ofMillis(900));
    assertThat(backOff.next()).isEqualTo(Duration.ofMillis(900));
  }

  @Test
  void successBeginsAnew() {
    backOff.next();
    backOff.next();

    backOff.reset();

    assertThat(backOff.next()).isEqualTo(Duration.ofMillis(250));
  }
}
