package se.sluss.model.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.sluss.model.contract.Documents.NOTIFICATION;
import static se.sluss.model.contract.Documents.TIME_REPORT;
import static se.sluss.model.contract.Documents.changed;
import static se.sluss.model.contract.Documents.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.contract.SchemaFault.Code;
import se.sluss.model.id.Service;

/** Folders of versions, beside the bundled ones or in their place. */
class InterfaceVersionsTest {
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
