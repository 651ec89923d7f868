package se.sluss.model.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.sluss.model.contract.Documents.NOTIFICATION;
import static se.sluss.model.contract.Documents.OWN_EMPLOYER;
import static se.sluss.model.contract.Documents.TIME_REPORT;
import static se.sluss.model.contract.Documents.changed;
import static se.sluss.model.contract.Documents.element;
import static se.sluss.model.contract.Documents.read;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.contract.SchemaFault.Code;
import se.sluss.model.id.Service;

class InterfaceVersionsTest {
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
            Code.WRONG_TYPE),
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

  @Test
  void folderReplacesTheBundledFileOfTheSameName(@TempDir Path folder) throws IOException {
    write(
        folder,
        DocumentKind.TIME_REPORT,
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s">
          <xs:import namespace="urn:part" schemaLocation="sub/part.xsd"/>
          <xs:element name="Tidredovisning" type="p:Short" xmlns:p="urn:part"/>
        </xs:schema>
        """);
    Files.writeString(
        folder.resolve("part.xsd"),
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:part">
          <xs:simpleType name="Short">
            <xs:restriction base="xs:string"><xs:maxLength value="3"/></xs:restriction>
          </xs:simpleType>
        </xs:schema>
        """);
    InterfaceVersions replaced = InterfaceVersions.from(folder);
    String root = "<Tidredovisning xmlns='" + DocumentKind.TIME_REPORT.family() + "1" + "'>";
    assertThat(replaced.validate(read(root + "abc</Tidredovisning>"))).isEmpty();
    assertThat(replaced.validate(read(root + "abcd</Tidredovisning>")))
        .extracting(SchemaFault::code)
        .containsExactly(Code.WRONG_LENGTH);
    assertThat(replaced.validate(read(NOTIFICATION))).isEmpty();
  }

  @Test
  void fileThatDoesNotCompileIsNamed(@TempDir Path folder) throws IOException {
    write(
        folder,
        DocumentKind.NOTIFICATION,
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s">
          <xs:element name="AnmalanFranArbetsgivare" type="xs:nosuch"/>
        </xs:schema>
        """);
    assertThatThrownBy(() -> InterfaceVersions.from(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("anmalan_fran_arbetsgivare_extern_v1.xsd")
        .hasMessageContaining("nosuch");
  }

  @Test
  void fileThatIsNoXmlIsNamed(@TempDir Path folder) throws IOException {
    write(folder, DocumentKind.NOTIFICATION, "not xml %s");
    assertThatThrownBy(() -> InterfaceVersions.from(folder))
        .hasMessageContaining("anmalan_fran_arbetsgivare_extern_v1.xsd");
  }

  @Test
  void importThatIsNotInTheFolderIsNotFetched(@TempDir Path folder) throws IOException {
    write(
        folder,
        DocumentKind.NOTIFICATION,
        """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="%s">
          <xs:import namespace="urn:x" schemaLocation="http://localhost:1/elsewhere.xsd"/>
        </xs:schema>
        """);
    assertThatThrownBy(() -> InterfaceVersions.from(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("elsewhere.xsd");
  }

  @Test
  void aFolderWithADescriptionIsOneMoreVersionBesideTheBundledOnes(@TempDir Path folder)
      throws IOException {
    Path own = Files.createDirectory(folder.resolve("elt-2"));
    secondVersion(own, "2", "2");
    String xml =
        changed(TIME_REPORT, "tidredovisning/1", "tidredovisning/2")
            .replace(
                "</Tidredovisning>", "<anteckning>Natten var lugn</anteckning></Tidredovisning>");

    InterfaceVersions both = InterfaceVersions.from(folder);

    InterfaceVersion second = both.of(Service.ELT, "2").orElseThrow();
    assertThat(both.of(read(xml))).contains(second);
    assertThat(both.of(read(TIME_REPORT))).isEqualTo(both.of(Service.ELT, "1"));
    assertThat(both.validate(read(xml))).isEmpty();
    assertThat(second.form().toJson(read(xml)).path("note").asText()).isEqualTo("Natten var lugn");
    assertThat(both.validate(read(xml.replace("tidredovisning/2", "tidredovisning/1"))))
        .extracting(SchemaFault::code)
        .containsExactly(Code.UNEXPECTED_ELEMENT);
    assertThat(DocumentFacts.read(read(xml)).month()).contains(YearMonth.of(2026, 11));
  }

  @Test
  void versionsThatCannotBeToldApartAreRefused(@TempDir Path folder) throws IOException {
    Path own = Files.createDirectory(folder.resolve("again"));
    secondVersion(own, "2", "1");
    assertThatThrownBy(() -> InterfaceVersions.from(folder)).hasMessageContaining("told apart");
    secondVersion(own, "1", "2");
    assertThatThrownBy(() -> InterfaceVersions.from(folder)).hasMessageContaining("told apart");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "0", "version2"})
  void aVersionOfNoKnownKindOfDocumentIsRefused(String number, @TempDir Path folder)
      throws IOException {
    secondVersion(Files.createDirectory(folder.resolve("elt-2")), number, "2");

    assertThatThrownBy(() -> InterfaceVersions.from(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("ELT 2", "tidredovisning/" + number);
  }

  /** The bundled time report with one element more. */
  private static void secondVersion(Path folder, String namespace, String name) throws IOException {
    String description =
        bundled("interface.json")
            .replace("tidredovisning/1", "tidredovisning/" + namespace)
            .replace("\"version\": \"1\"", "\"version\": \"" + name + "\"")
            .replace("_v1.xsd", "_v2.xsd")
            .replace(
                "{\"name\": \"assistantPhone\"",
                "{\"name\": \"note\", \"element\": \"anteckning\", \"occurs\": \"optional\"},"
                    + " {\"name\": \"assistantPhone\"");
    String schema =
        bundled("tidredovisning_extern_v1.xsd")
            .replace("tidredovisning/1", "tidredovisning/" + namespace)
            .replace(
                "type=\"tns:Telefonnummer\" minOccurs=\"0\"/>\n      </xs:sequence>",
                "type=\"tns:Telefonnummer\" minOccurs=\"0\"/>\n"
                    + "<xs:element name=\"anteckning\" type=\"xs:string\" minOccurs=\"0\"/>"
                    + "</xs:sequence>");
    Files.writeString(folder.resolve("interface.json"), description);
    Files.writeString(folder.resolve("tidredovisning_extern_v2.xsd"), schema);
  }

  private static String bundled(String file) throws IOException {
    try (var in = InterfaceVersions.class.getResourceAsStream("/interface/elt-1/" + file)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void missingFolderIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> InterfaceVersions.from(folder.resolve("gone")))
        .hasMessageContaining("gone");
  }

  private static void write(Path folder, DocumentKind kind, String xsd) throws IOException {
    String file =
        switch (kind) {
          case NOTIFICATION -> "anmalan_fran_arbetsgivare_extern_v1.xsd";
          case TIME_REPORT -> "tidredovisning_extern_v1.xsd";
        };
    Files.writeString(folder.resolve(file), xsd.formatted(kind.family() + "1"));
  }
}
