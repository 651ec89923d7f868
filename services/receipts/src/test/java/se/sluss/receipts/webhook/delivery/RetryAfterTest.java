package se.sluss.receipts.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:15:30Z");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120|PT2M",
        " 7 |PT7S",
        "86400|PT24H",
        "86401|PT24H",
        "99999999999999999999|PT24H",
        "Fri, 20 Nov 2026 08:16:00 GMT|PT30S",
        "Sat, 28 Nov 2026 08:16:00 GMT|PT24H"
      })
  void secondsAndDatesAreReadUpToADay(String header, Duration wait) {
    assertThat(RetryAfter.read(header, NOW)).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-5", "soon", "1.5", "Fri, 20 Nov 2026 08:15:00 GMT"})
  void pastAndUnreadableOnesAreLeftOut(String header) {
    assertThat(RetryAfter.read(header, NOW)).isEmpty();
  }

  @Test
  void absentOneIsLeftOut() {
    assertThat(RetryAfter.read(null, NOW)).isEmpty();
  }
}
