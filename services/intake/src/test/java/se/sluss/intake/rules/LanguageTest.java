package se.sluss.intake.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "none|ENGLISH",
        "sv|SWEDISH",
        "sv-SE,sv;q=0.9,en;q=0.8|SWEDISH",
        "en-GB, sv;q=0.5|ENGLISH",
        "de, sv;q=0.2|SWEDISH",
        "de|ENGLISH",
        "*|ENGLISH",
        "sv;q=0, en|ENGLISH",
        ";;;|ENGLISH"
      })
  void theCallersBestIsTakenOfTheTwo(@Nullable String header, Language language) {
    assertThat(Language.of(header, Language.ENGLISH)).isEqualTo(language);
  }
}
