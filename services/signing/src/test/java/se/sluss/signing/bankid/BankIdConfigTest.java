package se.sluss.signing.bankid;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Containers are configured by environment variables alone. */
class BankIdConfigTest {
  private static final Map<String, String> TEST =
      Map.of(
          "SLUSS_SIGNING_BANKID_URL", "https://test.example/rp/v6.0",
          "SLUSS_SIGNING_BANKID_RP_KEY_STORE", "/test/rp.p12",
          "SLUSS_SIGNING_BANKID_RP_KEY_STORE_PASSWORD", "secret",
          "SLUSS_SIGNING_BANKID_TLS_ROOT", "/test/tls-root.pem",
          "SLUSS_SIGNING_BANKID_USER_ROOT", "/test/user-root.pem");

  @Test
  void nobodySignsInLiveModeWhereNothingIsSaidOfIt() {
    BankIdConfig config = read(TEST);

    assertThat(config.test().url()).isEqualTo(URI.create("https://test.example/rp/v6.0"));
    assertThat(config.test().certificatePolicies()).isEmpty();
    assertThat(config.live()).isEmpty();
    assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aLiveBankIdIsSetByVariables() {
    var variables = new HashMap<>(TEST);
    TEST.forEach(
        (name, value) ->
            variables.put(name.replace("BANKID_", "BANKID_LIVE_"), value.replace("test", "live")));
    variables.put("SLUSS_SIGNING_BANKID_CERTIFICATE_POLICIES", "1.2.3.4.25,1.2.3.4.5");

    BankIdConfig config = read(variables);

    BankIdConfig.Environment live = config.live().orElseThrow();
    assertThat(live.url()).isEqualTo(URI.create("https://live.example/rp/v6.0"));
    assertThat(live.rpKeyStore()).isEqualTo(Path.of("/live/rp.p12"));
    assertThat(live.tlsRoot()).isEqualTo(Path.of("/live/tls-root.pem"));
    assertThat(live.certificatePolicies()).isEmpty();
    assertThat(config.test().certificatePolicies().orElseThrow())
        .containsExactlyInAnyOrder("1.2.3.4.25", "1.2.3.4.5");
  }

  private static BankIdConfig read(Map<String, String> variables) {
    return new SmallRyeConfigBuilder()
        .withMapping(BankIdConfig.class)
        .withSources(new EnvConfigSource(variables, 300))
        .build()
        .getConfigMapping(BankIdConfig.class);
  }
}
