package se.sluss.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingAtTicksTest {
  @ParameterizedTest
  @CsvSource({"0, 10000", "760, 9240", "768, 9232", "9999, 1", "10000, 10000", "23001, 6999"})
  void theAnswerWaitsForTheNextTick(long sinceMicros, long waitMicros) {
    assertThat(MissingAtTicks.untilTick(Duration.ofNanos(sinceMicros * 1000)))
        .isEqualTo(Duration.ofNanos(waitMicros * 1000));
  }
}
