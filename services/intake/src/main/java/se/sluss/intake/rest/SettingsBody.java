package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Settings;
import se.sluss.intake.rules.Language;

/** What is set for a vendor or a tenant; null where nothing is. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SettingsBody(
    @Nullable Integer requestsPerMinute, @Nullable String neededWithin, @Nullable String language) {
  private static final int MOST_REQUESTS = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(366);

  static SettingsBody of(Settings settings) {
    return new SettingsBody(
        settings.requestsPerMinute().orElse(null),
        settings.neededWithin().map(SettingsBody::text).orElse(null),
        settings.language().map(Language::tag).orElse(null));
  }

  /** The same, with every fault of it told. */
  Settings read(RequestFaults faults) {
    if (requestsPerMinute != null && (requestsPerMinute < 1 || requestsPerMinute > MOST_REQUESTS)) {
      faults.add("requestsPerMinute", "invalid-value", "must be 1 to 1000000");
    }
    return new Settings(
        Optional.ofNullable(requestsPerMinute),
        faults.optional(
            "neededWithin",
            neededWithin,
            SettingsBody::span,
            "must be a span from PT1M to P366D, such as P5D"),
        faults.optional("language", language, Language::ofTag, "must be sv or en"));
  }

  /** Whole days as days, as they were said. */
  private static String text(Duration span) {
    boolean wholeDays = span.equals(Duration.ofDays(span.toDays()));
    return wholeDays ? "P" + span.toDays() + "D" : span.toString();
  }

  private static Optional<Duration> span(String text) {
    try {
      return Optional.of(Duration.parse(text))
          .filter(span -> span.compareTo(SHORTEST) >= 0 && span.compareTo(LONGEST) <= 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
