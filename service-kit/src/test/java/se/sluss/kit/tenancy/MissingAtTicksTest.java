package se.sluss.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingAtTicksTest {
  @ParameterizedTest
  @CsvSource({"0, 5000", "760, 4240", "768, 4232", "4999, 1", "5000, 5000", "23001, 1999"})
  void theAnswerWaitsForTheNextTick(long sinceMicros, long waitMicros) {
    assertThat(MissingAtTicks.untilTick(Duration.ofNanos(sinceMicros * 1000)))
        .isEqualTo(Duration.ofNanos(waitMicros * 1000));
  }
}
