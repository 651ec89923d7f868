package se.sluss.model.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityNumbersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"189001019802", "189001029819", "199001012385", "199010102383", "201701102384"})
  void acceptsNumbersOfThePublishedTestSeries(String digits) {
    assertThat(Personnummer.parse(digits)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9001012385",
        "199001012384",
        "199013012385",
        "199002302386",
        "19900101-2385",
        "١٩٩٠٠١٠١٢٣٨٥",
        "197010632391"
      })
  void refusesWhatIsNoPersonnummer(String digits) {
    assertThat(Personnummer.parse(digits)).isEmpty();
    assertThatThrownBy(() -> new Personnummer(digits))
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            e -> {
              if (!digits.isEmpty()) {
                assertThat(e.getMessage()).doesNotContain(digits);
              }
            });
  }

  @Test
  void samordningsnummerHasItsDayPlusSixty() {
    Samordningsnummer number = new Samordningsnummer("197010632391");

    assertThat(number.dateOfBirth()).isEqualTo(LocalDate.of(1970, 10, 3));
    assertThat(Samordningsnummer.parse("199001012385")).isEmpty();
  }

  @Test
  void organisationsnummerNeedsItsThirdDigitAndItsCheckDigit() {
    assertThat(Organisationsnummer.parse("5555555555")).isPresent();
    assertThat(Organisationsnummer.parse("5555555556")).isEmpty();
    assertThat(Organisationsnummer.parse("9001012385")).isEmpty();
    assertThat(Organisationsnummer.parse("555555-5555")).isEmpty();
  }

  @Test
  void printsNothingThatIdentifiesAPerson() {
    assertThat(new Personnummer("199001012385")).hasToString("1990****-****");
    assertThat(new Samordningsnummer("197010632391")).hasToString("1970****-****");
    assertThat(new Organisationsnummer("5555555555").toString()).doesNotContain("5555555");
  }
}
