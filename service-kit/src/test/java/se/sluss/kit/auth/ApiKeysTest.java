package se.sluss.kit.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import se.sluss.model.id.Mode;

class ApiKeysTest {
  @Test
  void aNewKeyIsWellFormedAndTellsItsModeAndKind() {
    assertThat(ApiKeys.generate(Mode.TEST, false).key()).startsWith("sluss_sk_test_").hasSize(63);
    assertThat(ApiKeys.generate(Mode.LIVE, true).key()).startsWith("sluss_rk_live_").hasSize(63);
    assertThat(ApiKeys.generateAdministrator().key()).startsWith("sluss_ak_").hasSize(58);
    for (int n = 0; n < 1000; n++) {
      assertThat(ApiKeys.isWellFormed(ApiKeys.generate(Mode.TEST, false).key())).isTrue();
    }
  }

  @Test
  void oneChangedCharacterIsNoticed() {
    String key = ApiKeys.generate(Mode.TEST, false).key();
    for (int at = 14; at < key.length(); at++) {
      char other = key.charAt(at) == 'x' ? 'y' : 'x';
      assertThat(ApiKeys.isWellFormed(key.substring(0, at) + other + key.substring(at + 1)))
          .isFalse();
    }
    assertThat(ApiKeys.isWellFormed(key.replace("_test_", "_live_"))).isFalse();
    assertThat(ApiKeys.isWellFormed(key + "0")).isFalse();
  }

  @Test
  void theChecksumIsCrc32InBase62() {
    // CRC-32 of "123456789" is the algorithm's published check value, 0xCBF43926 = 3421780262.
    assertThat(ApiKeys.checksum("123456789")).isEqualTo("3jZRME");
  }

  @Test
  void aKeyIsKeptAsHashAndPrintedAsHint() {
    ApiKeys.NewKey key = ApiKeys.generate(Mode.TEST, false);
    assertThat(key.sha256()).matches("[0-9a-f]{64}").isEqualTo(ApiKeys.sha256(key.key()));
    assertThat(key.toString()).isEqualTo(key.hint()).doesNotContain(key.key());
    assertThat(key.hint()).startsWith("sluss_sk_test_").endsWith(key.key().substring(59));
  }
}
