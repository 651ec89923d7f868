package se.sluss.submitter.governor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.submitter.delivery.DeliveryConfig;

class CheckSettingsTest {
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  @Test
  void defaultsHold() {
    assertThat(faults(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "governor.window, PT0.04S",
    "governor.window, PT1.1S",
    "governor.lead, PT0.2S",
    "governor.lead, PT-0.01S",
    "governor.lost-after, PT60S",
    "governor.guard-least, PT0.6S",
    "governor.try-longest, PT1M",
    "governor.deference, PT-1S",
    "governor.clock-difference, PT-1S",
    "governor.slow-answer, PT0S",
    "governor.probe, PT0S",
    "governor.idle, PT0S",
    "governor.try-after, PT0S",
    "delivery.sweep, PT0S",
    "delivery.retell, PT0S",
    "delivery.retell-most, 0",
    "delivery.most-resends, -1",
    "delivery.resend-waits, PT-1S",
    "delivery.strain-hold, PT-1S"
  })
  void whatDoesNotHoldIsNamedByItsKey(String key, String value) {
    assertThat(faults(Map.of("sluss.submitter." + key, value)))
        .singleElement()
        .asString()
        .startsWith("sluss.submitter." + key + " ");
  }

  @Test
  void aFrozenSendersCallIsOverBeforeItsDocumentGoesAgain() {
    assertThat(warnings(Map.of())).isEmpty();
    assertThat(warnings(Map.of("sluss.submitter.governor.lost-after", "PT90S"))).isEmpty();
    assertThat(warnings(Map.of("sluss.submitter.governor.lost-after", "PT89S")))
        .singleElement()
        .asString()
        .startsWith("sluss.submitter.governor.lost-after ")
        .contains("sluss.submitter.transport.read-timeout");
  }

  @Test
  void everythingWrongIsToldAtOnce() {
    assertThat(
            faults(
                Map.of(
                    "sluss.submitter.governor.window", "PT2S",
                    "sluss.submitter.governor.probe", "PT0S",
                    "sluss.submitter.governor.lost-after", "PT5S")))
        .hasSize(3);
  }

  private static List<String> faults(Map<String, String> settings) {
    SmallRyeConfig config = config(settings);
    return CheckSettings.faults(
        config.getConfigMapping(GovernorConfig.class),
        config.getConfigMapping(DeliveryConfig.class),
        READ_TIMEOUT);
  }

  private static List<String> warnings(Map<String, String> settings) {
    return CheckSettings.warnings(
        config(settings).getConfigMapping(GovernorConfig.class), READ_TIMEOUT);
  }

  private static SmallRyeConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withMapping(GovernorConfig.class)
        .withMapping(DeliveryConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .build();
  }
}
