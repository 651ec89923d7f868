package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.testsupport.TestPersons;

class ReferencesTest {
  private static final String DATE = TestPersons.ASSISTED.substring(0, 8);
  private static final String YEAR = DATE.substring(0, 4);
  private static final String MONTH = DATE.substring(4, 6);
  private static final String DAY = DATE.substring(6);
  private static final String REST = TestPersons.ASSISTED.substring(8);

  static List<String> personalNumbers() {
    StringBuilder wide = new StringBuilder();
    TestPersons.ASSISTED.chars().forEach(digit -> wide.append((char) (digit - '0' + 0xFF10)));
    return List.of(
        TestPersons.ASSISTED,
        DATE + "-" + REST,
        DATE + "+" + REST,
        DATE.substring(2) + "-" + REST,
        DATE + "\u2013" + REST,
        DATE + "\u2011" + REST,
        DATE + "\u2212" + REST,
        DATE + "\u00a0" + REST,
        DATE + "\u00ad" + REST,
        DATE + "\u200b" + REST,
        DATE + "\u2028" + REST,
        DATE + "\ufe0f" + REST,
        DATE + "\uff0b" + REST,
        DATE + "\u207b" + REST,
        "#1\u200b" + DATE + "-" + REST,
        "4711\u00ad" + DATE + "-" + REST,
        DATE + "-" + REST + "\u200b47",
        DATE.substring(0, 3) + "\u200b" + DATE.substring(3) + REST,
        DATE + " - " + REST,
        "for " + DATE + "--" + REST + ", again",
        String.join("-", YEAR, MONTH, DAY, REST),
        String.join("-", YEAR, MONTH, DAY) + " " + REST,
        String.join("-", YEAR, MONTH, DAY) + REST,
        String.join(" ", YEAR, MONTH, DAY, REST),
        String.join("\u2011", YEAR.substring(2), MONTH, DAY, REST),
        YEAR + "-" + MONTH + DAY + "-" + REST,
        "26-11-29 " + String.join("-", YEAR, MONTH, DAY, REST),
        String.join("-", "1970", "10", "63", TestPersons.COORDINATION_NUMBER.substring(8)),
        wide.toString());
  }

  @ParameterizedTest
  @MethodSource("personalNumbers")
  void aPersonalNumberIsNoReferenceHoweverItIsWritten(String text) {
    assertThat(faults(text)).containsExactly(Code.HOLDS_A_PERSONAL_NUMBER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-28 09:30",
        "20261128-0931",
        "2026-11-28 0931",
        "2026-11-29 1235",
        "2026-11-1234",
        "2026-11-29-1235-5678",
        "1990-13-01-2381",
        "070-123 45 67",
        "pay 4711 - 2026",
        "Åsa\u2013Örjan",
        "20241101=0008"
      })
  void otherWordsAreTaken(String text) {
    assertThat(faults(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufffd\ufffd", "a\u0000", "line\nline"})
  void whatCouldNotBeReadOrSeenIsNone(String text) {
    assertThat(faults(text)).containsExactly(Code.INVALID_VALUE);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void charactersCountAndNotTheirUnits(int characters) {
    assertThat(faults("\ud83d\ude00".repeat(characters)))
        .isEqualTo(characters <= 200 ? List.of() : List.of(Code.WRONG_LENGTH));
  }

  private static List<Code> faults(String text) {
    List<Finding> faults = new ArrayList<>();
    References.read(text, faults);
    return faults.stream().map(Finding::code).toList();
  }
}
