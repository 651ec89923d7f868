package se.sluss.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.sluss.model.contract.Documents.NOTIFICATION;
import static se.sluss.model.contract.Documents.OWN_EMPLOYER;
import static se.sluss.model.contract.Documents.TIME_REPORT;
import static se.sluss.model.contract.Documents.changed;
import static se.sluss.model.contract.Documents.element;
import static se.sluss.model.contract.Documents.read;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.contract.SchemaFault.Code;

/** What the bundled schemas find in documents, and how it is told. */
class SchemaFaultsTest {
  private static final InterfaceVersions SCHEMAS = InterfaceVersions.bundled();
  private static final String PROVIDER_EMPLOYS =
      "<assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>";
  private static final String OTHER_EMPLOYER =
      "<annanArbetsgivare><arbetsgivareNamn>Annan AB</arbetsgivareNamn>"
          + "<organisationsnummer>5555555555</organisationsnummer></annanArbetsgivare>";
  private static final String COORDINATION = "<samordningsnummer>197010632391</samordningsnummer>";

  @ParameterizedTest
  @MethodSource
  void everyAllowedAlternativeIsValid(String xml) {
    assertThat(SCHEMAS.validate(read(xml))).isEmpty();
  }

  static Stream<String> everyAllowedAlternativeIsValid() {
    String assistant = "<personnummer>" + Documents.ASSISTANT + "</personnummer>";
    return Stream.of(
        NOTIFICATION,
        changed(NOTIFICATION, assistant, COORDINATION),
        changed(
            NOTIFICATION,
            "<bosattInnanforEES>true</bosattInnanforEES>",
            "<bosattUtanforEES><bosattUtanfor>true</bosattUtanfor>"
                + "<adress>1 Main Street</adress></bosattUtanforEES>"),
        element(NOTIFICATION, "assistansanordnare", OWN_EMPLOYER),
        changed(NOTIFICATION, PROVIDER_EMPLOYS, OTHER_EMPLOYER),
        TIME_REPORT,
        changed(TIME_REPORT, assistant, COORDINATION),
        element(TIME_REPORT, "assistansanordnare", OWN_EMPLOYER),
        changed(TIME_REPORT, PROVIDER_EMPLOYS, OTHER_EMPLOYER),
        changed(
            TIME_REPORT,
            PROVIDER_EMPLOYS,
            OTHER_EMPLOYER.replace("<arbetsgivareNamn>Annan AB</arbetsgivareNamn>", "")),
        changed(
            TIME_REPORT,
            PROVIDER_EMPLOYS,
            "<assistentEgenForetagare>true</assistentEgenForetagare>"),
        element(TIME_REPORT, "berakningsperiod", ""),
        element(TIME_REPORT, "anordnareNamn", ""),
        element(TIME_REPORT, "kontaktperson", ""),
        element(TIME_REPORT, "telefonnummer", ""),
        element(TIME_REPORT, "telefonnummerAssistent", ""),
        element(TIME_REPORT, "tidrapport", "<tidrapport/>"),
        changed(
            TIME_REPORT,
            "<vanteTid>true</vanteTid>",
            "<!-- standby --><beredskapsTid>true</beredskapsTid>"));
  }

  @ParameterizedTest
  @MethodSource
  void faultIsNamedByPlaceAndCode(String xml, String xpath, Code code) {
    assertThat(SCHEMAS.validate(read(xml)))
        .extracting(SchemaFault::xpath, SchemaFault::code)
        .containsExactly(tuple(xpath, code));
  }

  static Stream<Arguments> faultIsNamedByPlaceAndCode() {
    String n = "/AnmalanFranArbetsgivare";
    String t = "/Tidredovisning";
    return Stream.of(
        arguments(
            changed(NOTIFICATION, Documents.ID, Documents.ID.toUpperCase()),
            n + "/id",
            Code.WRONG_PATTERN),
        arguments(
            changed(NOTIFICATION, Documents.ASSISTED, "9001019802"),
            n + "/personSomHarAssistans/personnummer",
            Code.WRONG_PATTERN),
        arguments(
            changed(NOTIFICATION, Documents.ASSISTED, "١٨٩٠٠١٠١٩٨٠٢"),
            n + "/personSomHarAssistans/personnummer",
            Code.WRONG_PATTERN),
        arguments(
            changed(NOTIFICATION, Documents.ORGANISATION, "555555-5555"),
            n + "/assistansanordnare/organisationsnummer",
            Code.WRONG_PATTERN),
        arguments(
            changed(
                NOTIFICATION, "<telefonnummerAnordnare>08-1234567", "<telefonnummerAnordnare>112"),
            n + "/telefonnummerAnordnare",
            Code.WRONG_LENGTH),
        arguments(
            changed(NOTIFICATION, "<bosattInnanforEES>true", "<bosattInnanforEES>false"),
            n + "/assistent/bosattInnanforEES",
            Code.NOT_IN_LIST),
        arguments(
            changed(NOTIFICATION, "<narstaende>false", "<narstaende>nej"),
            n + "/assistent/narstaende",
            Code.WRONG_TYPE),
        arguments(
            changed(NOTIFICATION, "2026-11-01", "2026-02-30"),
            n + "/assistent/anstallningsdatum",
            Code.NOT_A_DATE),
        arguments(
            element(NOTIFICATION, "kontaktperson", ""),
            n + "/assistansanordnare/telefonnummer",
            Code.UNEXPECTED_ELEMENT),
        arguments(element(NOTIFICATION, "telefonnummerAnordnare", ""), n, Code.MISSING_ELEMENT),
        arguments(
            element(NOTIFICATION, "andringGallerFrom", ""), n + "/assistent", Code.MISSING_ELEMENT),
        arguments(
            changed(NOTIFICATION, PROVIDER_EMPLOYS, PROVIDER_EMPLOYS + OTHER_EMPLOYER),
            n + "/assistansanordnare/annanArbetsgivare",
            Code.UNEXPECTED_ELEMENT),
        arguments(
            changed(NOTIFICATION, "<assistansanordnare>", OWN_EMPLOYER + "<assistansanordnare>"),
            n + "/assistansanordnare",
            Code.UNEXPECTED_ELEMENT),
        arguments(
            changed(NOTIFICATION, "<assistent>", "<assistent>Bo"),
            n + "/assistent",
            Code.TEXT_NOT_ALLOWED),
        arguments(
            changed(NOTIFICATION, ">Astrid<", "><b>Astrid</b><"),
            n + "/personSomHarAssistans/fornamn",
            Code.ELEMENTS_NOT_ALLOWED),
        arguments(
            changed(NOTIFICATION, "<narstaende>", "<narstaende hemlig='ja'>"),
            n + "/assistent/narstaende",
            Code.ATTRIBUTE_NOT_ALLOWED),
        arguments(
            changed(TIME_REPORT, "<dag>30</dag>", "<dag>32</dag>"),
            t + "/tidrapport/rapportRad[2]/dag",
            Code.OUT_OF_RANGE),
        arguments(
            changed(TIME_REPORT, "<dag>1</dag>", "<dag>ett</dag>"),
            t + "/tidrapport/rapportRad[1]/dag",
            Code.WRONG_TYPE),
        arguments(
            changed(TIME_REPORT, "07.30", "7:30"),
            t + "/tidrapport/rapportRad[1]/fromTid",
            Code.WRONG_PATTERN),
        arguments(
            changed(TIME_REPORT, "<aktivTid>true</aktivTid>", ""),
            t + "/tidrapport/rapportRad[1]",
            Code.MISSING_ELEMENT),
        arguments(
            element(TIME_REPORT, "tidrapport", ""),
            t + "/telefonnummerAnordnare",
            Code.UNEXPECTED_ELEMENT),
        arguments(
            changed(TIME_REPORT, ">2026-11<", ">november<"),
            t + "/redovisningsmanad",
            Code.WRONG_PATTERN));
  }

  @Test
  void whatIsReadBeforeOrBesideADocumentChangesNothingForIt() {
    String prefixed = changed(NOTIFICATION, "<id>", "<id xmlns:p=\"urn:other\">");
    String faulty = changed(NOTIFICATION, Documents.ASSISTED, "9001019802");
    List<SchemaFault> alone = SCHEMAS.validate(read(faulty));

    assertThat(IntStream.range(0, 300).parallel().boxed())
        .allSatisfy(
            i -> {
              assertThat(SCHEMAS.validate(read(prefixed))).isEmpty();
              assertThat(SCHEMAS.validate(read(faulty))).isEqualTo(alone).isNotEmpty();
              assertThat(SCHEMAS.validate(read(TIME_REPORT))).isEmpty();
            });
  }

  @Test
  void nothingIsKeptOfNamesThatStrangersMakeUp() {
    String tag = "(</?)(\\p{Alpha})";
    long before = heapInUse();

    for (int i = 0; i < 1_000; i++) {
      String prefix = "p%d".formatted(i) + "x".repeat(900);
      String xml =
          NOTIFICATION
              .replaceAll(tag, "$1" + prefix + ":$2")
              .replace("xmlns=", "xmlns:" + prefix + "=");
      assertThat(SCHEMAS.validate(read(xml))).isEmpty();
    }

    assertThat(heapInUse() - before).isLessThan(20L << 20);
  }

  private static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void allFaultsAreToldAtOnce() {
    String xml = changed(TIME_REPORT, "<dag>1</dag>", "<dag>0</dag>");
    xml = changed(xml, "24.00", "midnatt");
    xml = changed(xml, Documents.ID, "x");
    xml = changed(xml, "2026-11-30", "sist");
    assertThat(SCHEMAS.validate(read(xml)))
        .extracting(SchemaFault::xpath)
        .containsExactly(
            "/Tidredovisning/id",
            "/Tidredovisning/berakningsperiod/tomDag",
            "/Tidredovisning/tidrapport/rapportRad[1]/dag",
            "/Tidredovisning/tidrapport/rapportRad[2]/tomTid");
  }

  @Test
  void faultHoldsNothingOfTheDocument() {
    String xml = changed(NOTIFICATION, Documents.ASSISTED, "HEMLIGT1");
    xml = changed(xml, "<narstaende>false", "<narstaende>HEMLIGT2");
    xml =
        changed(
            xml, "<andringGallerFrom>", "<HEMLIGT3 xmlns=\"urn:One of '{id\"/><andringGallerFrom>");
    xml = changed(xml, "<telefonnummer>", "<telefonnummer HEMLIGT4='HEMLIGT5'>");
    List<SchemaFault> faults = SCHEMAS.validate(read(xml));
    assertThat(faults).hasSizeGreaterThanOrEqualTo(4);
    assertThat(faults.toString()).doesNotContain("HEMLIGT", "urn:");
    assertThat(faults)
        .extracting(SchemaFault::xpath)
        .contains("/AnmalanFranArbetsgivare/assistent/*[7]");
  }

  @Test
  void whatTheSchemaExpectedIsTold() {
    assertThat(SCHEMAS.validate(read(element(NOTIFICATION, "assistansanordnare", ""))))
        .singleElement()
        .extracting(SchemaFault::detail)
        .asString()
        .contains("anstalldAvPersonSomHarAssistans, assistansanordnare");
  }

  @Test
  void otherDocumentIsUnknown() {
    for (String xml :
        List.of(
            "<Tidredovisning/>",
            "<a/>",
            changed(TIME_REPORT, "tidredovisning/1", "tidredovisning/2"))) {
      assertThat(SCHEMAS.validate(read(xml)))
          .extracting(SchemaFault::xpath, SchemaFault::code)
          .containsExactly(tuple("/*", Code.UNKNOWN_DOCUMENT));
    }
  }

  @Test
  void schemaNamedInTheDocumentIsIgnored() {
    String hint =
        "<Tidredovisning xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
            + " xsi:schemaLocation='urn:x file:///no/such.xsd' ";
    assertThat(SCHEMAS.validate(read(changed(TIME_REPORT, "<Tidredovisning ", hint)))).isEmpty();
  }
}
