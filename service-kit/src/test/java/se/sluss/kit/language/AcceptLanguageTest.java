package se.sluss.kit.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptLanguageTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "none|en|sv",
        "sv|sv|sv",
        "sv-SE,sv;q=0.9,en;q=0.8|sv|sv",
        "en-GB, sv;q=0.5|en|en",
        "de, sv;q=0.2|sv|sv",
        "de|en|sv",
        "*|en|sv",
        "sv;q=0, en|en|en",
        "en;q=0|sv|sv",
        "*;q=0.5, en;q=0|sv|sv",
        "sv;q=0, *|en|en",
        "en;q=0, sv;q=0|en|sv",
        ",sv|sv|sv",
        "sv,, en;q=0.1|sv|sv",
        "''|en|sv",
        ";;;|en|sv"
      })
  void theCallersBestIsTakenOfTheTwo(@Nullable String header, String orEnglish, String orSwedish) {
    assertThat(AcceptLanguage.best(header, "en")).isEqualTo(orEnglish);
    assertThat(AcceptLanguage.best(header, "sv")).isEqualTo(orSwedish);
  }
}
