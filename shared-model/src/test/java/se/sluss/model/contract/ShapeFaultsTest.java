package se.sluss.model.contract;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.sluss.model.contract.Documents.NOTIFICATION;
import static se.sluss.model.contract.Documents.TIME_REPORT;
import static se.sluss.model.contract.Documents.changed;
import static se.sluss.model.contract.Documents.element;
import static se.sluss.model.contract.Documents.read;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is missing and what is out of place, also among the same elements, is told all at once. */
class ShapeFaultsTest {
  private static final InterfaceVersions SCHEMAS = InterfaceVersions.bundled();
  private static final String STRAY = "<x/><tidrapport>";

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void everyFaultOfTheShapeIsTold(String what, String xml, List<String> faults) {
    assertThat(told(xml)).as(what).containsExactlyElementsOf(faults);
  }

  static Stream<Arguments> everyFaultOfTheShapeIsTold() {
    String row = "tidrapport/rapportRad[1]";
    return Stream.of(
        arguments(
            "missing beside each other",
            without(TIME_REPORT, "id", "redovisningsmanad"),
            List.of(
                "personSomHarAssistans UNEXPECTED_ELEMENT id",
                "personSomHarAssistans UNEXPECTED_ELEMENT redovisningsmanad")),
        arguments(
            "missing apart",
            without(TIME_REPORT, "redovisningsmanad", "tidrapport"),
            List.of(
                "personSomHarAssistans UNEXPECTED_ELEMENT redovisningsmanad",
                "telefonnummerAnordnare UNEXPECTED_ELEMENT tidrapport")),
        arguments(
            "missing at the end of different elements, and a bad value between",
            changed(
                without(TIME_REPORT, "kollektivavtal", "assistentAnstalldAvAnordnare"),
                "<dag>1</dag>",
                "<dag>0</dag>"),
            List.of(
                "assistent MISSING_ELEMENT kollektivavtal",
                "assistansanordnare MISSING_ELEMENT"
                    + " assistentAnstalldAvAnordnare,annanArbetsgivare,assistentEgenForetagare",
                row + "/dag OUT_OF_RANGE")),
        arguments(
            "nothing there",
            TIME_REPORT.replaceAll("(?s)(<Tidredovisning[^>]*>).*", "$1</Tidredovisning>"),
            List.of(
                "MISSING_ELEMENT id",
                "MISSING_ELEMENT redovisningsmanad",
                "MISSING_ELEMENT personSomHarAssistans",
                "MISSING_ELEMENT assistent",
                "MISSING_ELEMENT"
                    + " berakningsperiod,anstalldAvPersonSomHarAssistans,assistansanordnare",
                "MISSING_ELEMENT tidrapport",
                "MISSING_ELEMENT telefonnummerAnordnare")),
        arguments(
            "unknown",
            changed(TIME_REPORT, "<tidrapport>", STRAY),
            List.of("*[7] UNEXPECTED_ELEMENT tidrapport")),
        arguments(
            "unknown between what is missing",
            without(changed(TIME_REPORT, "<tidrapport>", STRAY), "id", "telefonnummerAnordnare"),
            List.of(
                "redovisningsmanad UNEXPECTED_ELEMENT id",
                "*[6] UNEXPECTED_ELEMENT tidrapport",
                "telefonnummerAssistent UNEXPECTED_ELEMENT telefonnummerAnordnare")),
        arguments(
            "several unknown, with faults inside that are no faults of ours",
            changed(TIME_REPORT, "<tidrapport>", "<x><dag/></x><y/><z/><tidrapport>"),
            List.of(
                "*[7] UNEXPECTED_ELEMENT tidrapport",
                "*[8] UNEXPECTED_ELEMENT tidrapport",
                "*[9] UNEXPECTED_ELEMENT tidrapport")),
        arguments(
            "the last one first",
            changed(
                element(TIME_REPORT, "telefonnummerAssistent", ""),
                "<id>",
                "<telefonnummerAssistent>08-1234567</telefonnummerAssistent><id>"),
            List.of("telefonnummerAssistent UNEXPECTED_ELEMENT id")),
        arguments(
            "out of order",
            changed(
                changed(TIME_REPORT, "<dag>1</dag>", ""),
                "<tomTid>12.00",
                "<dag>1</dag><tomTid>12.00"),
            List.of(
                row + "/fromTid UNEXPECTED_ELEMENT dag",
                row + "/tomTid UNEXPECTED_ELEMENT fromTid")),
        arguments(
            "twice",
            changed(TIME_REPORT, "<dag>1</dag>", "<dag>1</dag><dag>1</dag>"),
            List.of(row + "/dag[2] UNEXPECTED_ELEMENT fromTid")),
        arguments(
            "two of a choice, and one missing behind them",
            changed(
                element(TIME_REPORT, "tidrapport", ""),
                "<assistansanordnare>",
                Documents.OWN_EMPLOYER + "<assistansanordnare>"),
            List.of(
                "assistansanordnare UNEXPECTED_ELEMENT tidrapport",
                "telefonnummerAnordnare UNEXPECTED_ELEMENT tidrapport")));
  }

  @Test
  void whateverTwoAreMissingBothAreNamed() {
    List<String> needed =
        List.of(
            "id",
            "personnummer",
            "fornamn",
            "efternamn",
            "anstallningsdatum",
            "narstaende",
            "bosattInnanforEES",
            "andringGallerFrom",
            "organisationsnummer",
            "anordnareNamn",
            "kontaktperson",
            "telefonnummer",
            "assistentAnstalldAvAnordnare",
            "telefonnummerAnordnare");
    for (String one : needed) {
      for (String other : needed.subList(needed.indexOf(one) + 1, needed.size())) {
        List<String> told = told(without(NOTIFICATION, one, other));

        assertThat(told).as("%s, %s", one, other).hasSize(2);
        assertThat(told).anyMatch(fault -> fault.matches(".*\\b" + one + "\\b.*"));
        assertThat(told).anyMatch(fault -> fault.matches(".*\\b" + other + "\\b.*"));
      }
    }
  }

  /** A document may be made to be looked at over and over. */
  @Test
  void looksAreBoundedByTheDocumentsSize() {
    String strays = "<x/>".repeat(2000);
    String small = changed(TIME_REPORT, "<tidrapport>", strays + "<tidrapport>");
    String large = changed(small, "Cilla Ceder", "C".repeat(200_000));

    assertThat(told(small)).hasSize(40);
    assertThat(told(large)).hasSizeBetween(1, 3);
  }

  @Test
  void nothingOfTheDocumentIsToldOfWhatIsOutOfPlace() {
    String xml =
        changed(
            without(TIME_REPORT, "id"),
            "<tidrapport>",
            "<HEMLIGT1 HEMLIGT2='HEMLIGT3'>HEMLIGT4</HEMLIGT1><HEMLIGT5/><tidrapport>");

    assertThat(SCHEMAS.validate(read(xml)).toString()).doesNotContain("HEMLIGT").contains("id");
  }

  private static List<String> told(String xml) {
    return SCHEMAS.validate(read(xml)).stream()
        .map(
            fault ->
                Stream.of(
                        fault.xpath().replaceFirst("^/[^/]+/?", ""),
                        fault.code().name(),
                        String.join(",", fault.expected()))
                    .filter(part -> !part.isEmpty())
                    .collect(joining(" ")))
        .toList();
  }

  private static String without(String xml, String... names) {
    String left = xml;
    for (String name : names) {
      left = element(left, name, "");
    }
    return left;
  }
}
