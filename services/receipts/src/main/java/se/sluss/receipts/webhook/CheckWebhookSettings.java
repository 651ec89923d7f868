package se.sluss.receipts.webhook;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import se.sluss.receipts.webhook.delivery.RetrySchedule;

/** Settings that contradict each other stop the room before it delivers anything. */
final class CheckWebhookSettings {
  private static final Duration LONGEST_KEPT = Duration.ofHours(1);
  private static final String PREFIX = "sluss.receipts.webhook.";

  void check(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started,
      WebhookConfig config) {
    List<String> faults = faults(config);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("; ", faults));
    }
  }

  static List<String> faults(WebhookConfig config) {
    List<String> faults = new ArrayList<>();
    try {
      new RetrySchedule(config.schedule());
    } catch (IllegalArgumentException e) {
      faults.add(PREFIX + "schedule needs delays that are not negative");
    }
    // A place for a look-up, the look-up, and an exchange that is given up late.
    Duration longest = config.exchangeTimeout().plus(config.connectTimeout().multipliedBy(2));
    if (config.lease().compareTo(longest) <= 0) {
      faults.add(PREFIX + "lease must exceed exchange-timeout and twice connect-timeout together");
    }
    positive(faults, "connect-timeout", config.connectTimeout());
    positive(faults, "exchange-timeout", config.exchangeTimeout());
    positive(faults, "poll-interval", config.pollInterval());
    positive(faults, "upkeep-interval", config.upkeepInterval());
    positive(faults, "replay-interval", config.replayInterval());
    positive(faults, "disable-after", config.disableAfter());
    positive(faults, "retention", config.retention());
    if (config.keepConnection().isNegative()
        || config.keepConnection().compareTo(LONGEST_KEPT) > 0) {
      faults.add(PREFIX + "keep-connection must be between zero and an hour");
    }
    if (config.perVendor() < 1 || config.perTenant() < 1) {
      faults.add(PREFIX + "per-vendor and per-tenant must be above 0");
    }
    if (config.perEndpoint() < 1) {
      faults.add(PREFIX + "per-endpoint must be above 0");
    }
    if (config.maxInFlight() < 2 * config.perEndpoint()) {
      faults.add(PREFIX + "max-in-flight must be at least twice per-endpoint");
    }
    List<Duration> told = config.failingToldAfter();
    if (!told.equals(told.stream().sorted().distinct().toList())) {
      faults.add(PREFIX + "failing-told-after must grow");
    }
    return faults;
  }

  private static void positive(List<String> faults, String key, Duration duration) {
    if (!duration.isPositive()) {
      faults.add(PREFIX + key + " must be above zero");
    }
  }
}
