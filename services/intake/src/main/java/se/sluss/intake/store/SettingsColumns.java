package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Settings;
import se.sluss.intake.rules.Language;

/** The columns of what is set for somebody. */
@Embeddable
class SettingsColumns {
  @Column(name = "requests_per_minute")
  @Nullable Integer requestsPerMinute;

  @Column(name = "needed_within")
  @Nullable String neededWithin;

  @Column(name = "language")
  @Nullable String language;

  static SettingsColumns of(Settings settings) {
    var columns = new SettingsColumns();
    columns.requestsPerMinute = settings.requestsPerMinute().orElse(null);
    columns.neededWithin = settings.neededWithin().map(Duration::toString).orElse(null);
    columns.language = settings.language().map(Language::tag).orElse(null);
    return columns;
  }

  /** A row with nothing set has no columns object. */
  static Settings read(@Nullable SettingsColumns columns) {
    return columns == null
        ? Settings.NONE
        : new Settings(
            Optional.ofNullable(columns.requestsPerMinute),
            Optional.ofNullable(columns.neededWithin).map(Duration::parse),
            Optional.ofNullable(columns.language).flatMap(Language::ofTag));
  }
}
