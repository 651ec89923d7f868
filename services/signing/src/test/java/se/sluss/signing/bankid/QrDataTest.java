package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QrDataTest {
  private static final Instant OPENED = Instant.parse("2026-11-20T08:00:00.700Z");
  private static final String TOKEN = "7a1c0f7e-2b6d-4f0a-9d52-3c8f5e1b6a90";
  private static final String SECRET = "3e5f9b1d-8c47-4a26-b0e3-d6a7f2c4918b";

  @ParameterizedTest
  @CsvSource({
    "0, df76c44aa4c572692f22cd00c54c5c845ea3f312ffbf8860dfc087ce6d3465bb",
    "1, 31a5550d002252076cc5cef283a57585b2c691ce90f414e33050e1b94f0334f2",
    "2, b259d6d01debede36141287df8aed06d581bade68b4e4f34f436b6bc224219da",
    "29, 7af0a177acdd183b4d6eb444ac2d18d847d1840f6ca13edc2f32938c1b3eddab"
  })
  void holdsTheCodeOfItsSecond(long seconds, String code) {
    assertThat(QrData.at(OPENED.plusSeconds(seconds), OPENED, TOKEN, SECRET))
        .isEqualTo("bankid." + TOKEN + "." + seconds + "." + code);
  }

  @Test
  void secondsAreWholeOnesSinceTheAnswerCame() {
    assertThat(QrData.at(OPENED.plusMillis(1_999), OPENED, TOKEN, SECRET)).contains("." + 1 + ".");
  }

  @Test
  void aClockThatWentBackIsSecondZero() {
    assertThat(QrData.at(OPENED.minusSeconds(3), OPENED, TOKEN, SECRET)).contains("." + 0 + ".");
  }
}
