package se.sluss.receipts.webhook.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the header {@code Retry-After}: seconds, or a date in the form of RFC 9110. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int MOST_DIGITS = 9;

  private RetryAfter() {}

  /** How long to wait, at most 24 hours; empty when the header is absent, unreadable or past. */
  static Optional<Duration> read(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    String text = header.strip();
    return duration(text, now)
        .filter(Duration::isPositive)
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private static Optional<Duration> duration(String text, Instant now) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.of(
          text.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(now, date));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
