package se.sluss.receipts.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.sluss.receipts.support.WebhookConfigs;

class WebhookConfigTest {
  @Test
  void defaultsOpenNothingAndOutlastAWeekend() {
    WebhookConfig config = WebhookConfigs.with(Map.of());

    assertThat(config.allowedCidrs()).isEmpty();
    assertThat(config.refusedCidrs()).isEmpty();
    assertThat(config.allowedPorts()).isEqualTo(Set.of(443, 8443));
    assertThat(config.trustFile()).isEmpty();
    assertThat(config.schedule()).hasSize(10);
    assertThat(config.schedule().stream().reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.parse("PT75H35M5S"));
    assertThat(config.overloadDelay()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.exchangeTimeout()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.keepConnection()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.lease()).isGreaterThan(config.exchangeTimeout().multipliedBy(2));
    assertThat(config.pollInterval()).isEqualTo(Duration.ofMillis(250));
    assertThat(config.perEndpoint()).isEqualTo(5);
    assertThat(config.perVendor()).isEqualTo(1000);
    assertThat(config.perTenant()).isEqualTo(20);
    assertThat(config.maxInFlight()).isEqualTo(2048);
    assertThat(config.failingToldAfter())
        .containsExactly(Duration.ofHours(24), Duration.ofHours(72));
    assertThat(config.disableAfter()).isEqualTo(Duration.ofDays(5));
    assertThat(config.failuresApart()).isEqualTo(Duration.ofHours(12));
    assertThat(config.upkeepInterval()).isEqualTo(Duration.ofSeconds(15));
    assertThat(config.replayInterval()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void everyKeyCanBeSet() {
    WebhookConfig config =
        WebhookConfigs.with(
            Map.ofEntries(
                Map.entry("allowed-cidrs", "127.0.0.0/8,::1/128"),
                Map.entry("refused-cidrs", "198.41.0.0/24"),
                Map.entry("allowed-ports", "8471"),
                Map.entry("trust-file", "/etc/sluss/ca.pem"),
                Map.entry("schedule", "PT0S,PT1S"),
                Map.entry("overload-delay", "PT2S"),
                Map.entry("connect-timeout", "PT3S"),
                Map.entry("exchange-timeout", "PT4S"),
                Map.entry("keep-connection", "PT4.5S"),
                Map.entry("lease", "PT5S"),
                Map.entry("poll-interval", "PT6S"),
                Map.entry("per-endpoint", "7"),
                Map.entry("per-vendor", "70"),
                Map.entry("per-tenant", "60"),
                Map.entry("max-in-flight", "8"),
                Map.entry("failing-told-after", "PT9S"),
                Map.entry("disable-after", "PT10S"),
                Map.entry("failures-apart", "PT11S"),
                Map.entry("upkeep-interval", "PT12S"),
                Map.entry("replay-interval", "PT13S"),
                Map.entry("retention", "PT14S")));

    assertThat(config.allowedCidrs()).contains(List.of("127.0.0.0/8", "::1/128"));
    assertThat(config.refusedCidrs()).contains(List.of("198.41.0.0/24"));
    assertThat(config.allowedPorts()).isEqualTo(Set.of(8471));
    assertThat(config.trustFile()).contains(Path.of("/etc/sluss/ca.pem"));
    assertThat(config.schedule()).containsExactly(Duration.ZERO, Duration.ofSeconds(1));
    assertThat(config.overloadDelay()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(config.exchangeTimeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(config.keepConnection()).isEqualTo(Duration.ofMillis(4500));
    assertThat(config.lease()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(6));
    assertThat(config.perEndpoint()).isEqualTo(7);
    assertThat(config.perVendor()).isEqualTo(70);
    assertThat(config.perTenant()).isEqualTo(60);
    assertThat(config.maxInFlight()).isEqualTo(8);
    assertThat(config.failingToldAfter()).containsExactly(Duration.ofSeconds(9));
    assertThat(config.disableAfter()).isEqualTo(Duration.ofSeconds(10));
    assertThat(config.failuresApart()).isEqualTo(Duration.ofSeconds(11));
    assertThat(config.upkeepInterval()).isEqualTo(Duration.ofSeconds(12));
    assertThat(config.replayInterval()).isEqualTo(Duration.ofSeconds(13));
    assertThat(config.retention()).isEqualTo(Duration.ofSeconds(14));
  }

  @Test
  void settingsThatContradictEachOtherAreAllNamed() {
    assertThat(CheckWebhookSettings.faults(WebhookConfigs.with(Map.of()))).isEmpty();
    assertThat(
            CheckWebhookSettings.faults(
                WebhookConfigs.with(
                    Map.of(
                        "schedule", "PT0S,PT-1S",
                        "keep-connection", "PT-1S",
                        "lease", "PT20S",
                        "poll-interval", "PT0S",
                        "max-in-flight", "9",
                        "per-tenant", "0",
                        "failing-told-after", "PT72H,PT24H"))))
        .hasSize(7)
        .allMatch(fault -> fault.startsWith("sluss.receipts.webhook."));
  }
}
