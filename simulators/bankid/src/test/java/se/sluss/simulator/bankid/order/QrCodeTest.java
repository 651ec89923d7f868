package se.sluss.simulator.bankid.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
  private static final String TOKEN = "7a1c0f7e-2b6d-4f0a-9d52-3c8f5e1b6a90";
  private static final String SECRET = "3e5f9b1d-8c47-4a26-b0e3-d6a7f2c4918b";
  private static final String CODE_AT_1 =
      "31a5550d002252076cc5cef283a57585b2c691ce90f414e33050e1b94f0334f2";

  @ParameterizedTest
  @CsvSource({
    "0,df76c44aa4c572692f22cd00c54c5c845ea3f312ffbf8860dfc087ce6d3465bb",
    "1," + CODE_AT_1,
    "2,b259d6d01debede36141287df8aed06d581bade68b4e4f34f436b6bc224219da",
    "29,7af0a177acdd183b4d6eb444ac2d18d847d1840f6ca13edc2f32938c1b3eddab"
  })
  void theCodeOfASecondIsTheKnownOne(long seconds, String code) {
    assertThat(QrCode.of(TOKEN, SECRET, seconds).code()).isEqualTo(code);
  }

  @Test
  void aTextIsReadBackAndBelongsToItsSecretAlone() {
    String text = "bankid." + TOKEN + ".1." + CODE_AT_1;
    QrCode code = QrCode.parse(text).orElseThrow();

    assertThat(code).hasToString(text);
    assertThat(code.isMadeWith(SECRET)).isTrue();
    assertThat(code.isMadeWith(TOKEN)).isFalse();
    assertThat(new QrCode(TOKEN, 2, CODE_AT_1).isMadeWith(SECRET)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bankid." + TOKEN + ".1",
        "bankid." + TOKEN + ".01." + CODE_AT_1,
        "bankid." + TOKEN + ".-1." + CODE_AT_1,
        "bankid." + TOKEN + ".1." + CODE_AT_1 + ".",
        "bankid." + TOKEN + ".1." + CODE_AT_1 + "0",
        "BankID." + TOKEN + ".1." + CODE_AT_1
      })
  void aTextOfAnotherFormIsNoCode(String text) {
    assertThat(QrCode.parse(text)).isEmpty();
  }
}
