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
            List.of(row + "/fromTid UNEXPECTED_ELEMENT dag")),
        arguments(
            "the second one last",
            changed(
                element(TIME_REPORT, "redovisningsmanad", ""),
                "</Tidredovisning>",
                "<redovisningsmanad>2026-11</redovisningsmanad></Tidredovisning>"),
            List.of(
                "personSomHarAssistans UNEXPECTED_ELEMENT redovisningsmanad",
                "redovisningsmanad UNEXPECTED_ELEMENT")),
        arguments(
            "one far too early",
            changed(
                element(TIME_REPORT, "telefonnummerAnordnare", ""),
                "<berakningsperiod>",
                "<telefonnummerAnordnare>08-1234567</telefonnummerAnordnare><berakningsperiod>"),
            List.of(
                "telefonnummerAnordnare UNEXPECTED_ELEMENT"
                    + " berakningsperiod,anstalldAvPersonSomHarAssistans,assistansanordnare")),
        arguments(
            "a mistyped name",
            changed(TIME_REPORT, "<kollektivavtal>true</kollektivavtal>", "<kolektivavtal/>"),
            List.of("assistent/*[4] UNEXPECTED_ELEMENT kollektivavtal")),
        arguments(
            "mistyped names in the middle and at the end, and one missing behind",
            changed(
                changed(
                    element(TIME_REPORT, "kontaktperson", "<contact/>"),
                    "<organisationsnummer>5555555555</organisationsnummer>",
                    "<orgnr>5555555555</orgnr>"),
                "<assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>",
                ""),
            List.of(
                "assistansanordnare/*[2] UNEXPECTED_ELEMENT organisationsnummer",
                "assistansanordnare/*[3] UNEXPECTED_ELEMENT kontaktperson,telefonnummer,"
                    + "assistentAnstalldAvAnordnare,annanArbetsgivare,assistentEgenForetagare",
                "assistansanordnare MISSING_ELEMENT"
                    + " assistentAnstalldAvAnordnare,annanArbetsgivare,assistentEgenForetagare")),
        arguments(
            "names swapped, and one twice before what follows",
            swappedNames("<fornamn>Bosse</fornamn><anstallningsdatum>"),
            List.of(
                "assistent/efternamn UNEXPECTED_ELEMENT fornamn",
                "assistent/fornamn[2] UNEXPECTED_ELEMENT anstallningsdatum")),
        arguments(
            "names swapped, and one unknown before what follows",
            swappedNames("<x/><anstallningsdatum>"),
            List.of(
                "assistent/efternamn UNEXPECTED_ELEMENT fornamn",
                "assistent/*[4] UNEXPECTED_ELEMENT anstallningsdatum")),
        arguments(
            "names swapped, one mistyped and one missing",
            without(
                swappedNames("<anstalldatum/><anstallningsdatum>"),
                "anstallningsdatum",
                "narstaende"),
            List.of(
                "assistent/efternamn UNEXPECTED_ELEMENT fornamn",
                "assistent/*[4] UNEXPECTED_ELEMENT anstallningsdatum",
                "assistent/bosattInnanforEES UNEXPECTED_ELEMENT narstaende")),
        arguments(
            "a forgotten namespace and one missing",
            withoutNamespace(element(TIME_REPORT, "redovisningsmanad", "")),
            bare("personSomHarAssistans UNEXPECTED_ELEMENT redovisningsmanad")),
        arguments(
            "a forgotten namespace",
            withoutNamespace(TIME_REPORT),
            bare("redovisningsmanad UNEXPECTED_ELEMENT redovisningsmanad")),
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

  @Test
  void aReportOfManyRowsIsToldAsMuchAsAShortOne() {
    String row =
        "<rapportRad>\n      <dag>1</dag>\n      <fromTid>07.30</fromTid>\n"
            + "      <tomTid>12.00</tomTid>\n      <aktivTid>true</aktivTid>\n    </rapportRad>\n";
    String few =
        without(
            TIME_REPORT,
            "id",
            "redovisningsmanad",
            "personSomHarAssistans",
            "kollektivavtal",
            "assistansanordnare",
            "telefonnummerAnordnare");
    String many = changed(few, "<tidrapport>", "<tidrapport>" + row.repeat(5000));

    assertThat(told(few)).hasSize(6);
    assertThat(told(many)).isEqualTo(told(few));
  }

  /** A document may be made to be looked at over and over. */
  @Test
  void looksAreBoundedByWhatTheyCost() {
    String few = changed(TIME_REPORT, "<tidrapport>", "<x/>".repeat(50) + "<tidrapport>");
    String many = changed(TIME_REPORT, "<tidrapport>", "<x/>".repeat(3000) + "<tidrapport>");
    String large = changed(few, "<id>", "C".repeat(300_000) + "<id>");

    assertThat(told(few)).hasSize(40);
    assertThat(told(many)).hasSizeBetween(2, 4);
    assertThat(told(large)).hasSizeBetween(2, 3);
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

  /** The prefix is the root's alone. */
  private static String withoutNamespace(String report) {
    return report
        .replace("<Tidredovisning xmlns=", "<t:Tidredovisning xmlns:t=")
        .replace("</Tidredovisning>", "</t:Tidredovisning>");
  }

  /** What is told of a report whose elements are in no namespace, with this as the second. */
  private static List<String> bare(String second) {
    String periodOrEmployer =
        " UNEXPECTED_ELEMENT berakningsperiod,anstalldAvPersonSomHarAssistans,assistansanordnare";
    return List.of(
        "id UNEXPECTED_ELEMENT id",
        second,
        "personSomHarAssistans UNEXPECTED_ELEMENT personSomHarAssistans",
        "assistent UNEXPECTED_ELEMENT assistent",
        "berakningsperiod" + periodOrEmployer,
        "assistansanordnare" + periodOrEmployer,
        "tidrapport UNEXPECTED_ELEMENT tidrapport",
        "telefonnummerAnordnare UNEXPECTED_ELEMENT telefonnummerAnordnare",
        "telefonnummerAssistent UNEXPECTED_ELEMENT telefonnummerAssistent");
  }

  /** The assistant's names in the wrong order, and something else before what follows. */
  private static String swappedNames(String next) {
    return changed(
        changed(
            changed(NOTIFICATION, "<fornamn>Bo</fornamn>", ""),
            "<efternamn>Björk</efternamn>",
            "<efternamn>Björk</efternamn><fornamn>Bo</fornamn>"),
        "<anstallningsdatum>",
        next);
  }

  private static String without(String xml, String... names) {
    String left = xml;
    for (String name : names) {
      left = element(left, name, "");
    }
    return left;
  }
}
