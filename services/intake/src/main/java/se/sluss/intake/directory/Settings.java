package se.sluss.intake.directory;

import java.time.Duration;
import java.util.Optional;
import se.sluss.intake.rules.Language;

/**
 * What is set for a vendor or a tenant. Where a tenant has no span or language its vendor's holds;
 * quotas hold side by side.
 *
 * @param requestsPerMinute of all its clients together, in each mode
 * @param neededWithin how long after the hand-in the authority must have what came without a date
 * @param language of those who ask for none
 */
public record Settings(
    Optional<Integer> requestsPerMinute,
    Optional<Duration> neededWithin,
    Optional<Language> language) {
  /** Nothing is set. */
  public static final Settings NONE =
      new Settings(Optional.empty(), Optional.empty(), Optional.empty());

  Optional<String> languageTag() {
    return language.map(Language::tag);
  }
}
