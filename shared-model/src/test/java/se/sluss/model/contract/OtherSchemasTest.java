package se.sluss.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.model.contract.Documents.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A schema that is put in the place of a bundled one may count, and leave open what stands there.
 */
class OtherSchemasTest {
  private static final String OTHER_SCHEMA =
      """
      <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a"
          elementFormDefault="qualified">
        <xs:element name="doc"><xs:complexType><xs:sequence>
          <xs:choice>
            <xs:element name="a"><xs:complexType><xs:sequence>
              <xs:element name="r" minOccurs="2" maxOccurs="3"/>
              <xs:element name="t"/>
              <xs:any namespace="urn:other" processContents="skip"/>
            </xs:sequence></xs:complexType></xs:element>
            <xs:element name="b"><xs:complexType><xs:sequence>
              <xs:element name="c" maxOccurs="unbounded"><xs:complexType><xs:all>
                <xs:element name="p"/>
                <xs:element name="q" minOccurs="0"/>
              </xs:all></xs:complexType></xs:element>
            </xs:sequence></xs:complexType></xs:element>
            <xs:element name="d"><xs:complexType><xs:sequence>
              <xs:sequence maxOccurs="unbounded">
                <xs:element name="r" minOccurs="2" maxOccurs="3"/>
                <xs:element name="t"/>
              </xs:sequence>
            </xs:sequence></xs:complexType></xs:element>
          </xs:choice>
          <xs:element name="z"/>
        </xs:sequence></xs:complexType></xs:element>
      </xs:schema>
      """;

  @ParameterizedTest
  @CsvSource({
    "<a><r/></a>, a",
    "<a><r/><t/></a>, a/t",
    "<a><r/><r/><r/><r/><t/></a>, a/r[4]",
    "<a><r/><r/></a>, a;a",
    "<a><r/><r/><t/></a>, a",
    "<a><r/><r/><x/><t/><o xmlns='urn:other'/></a>, a/*[3]",
    "<b/>, b",
    "<b><c><p/></c><c><q/></c></b>, b/c[2]",
    "<d><r/><r/><r/><t/><r/></d>, d;d",
  })
  void whatASchemaCountsOrLeavesOpenIsToldOnce(String content, String places, @TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("other.xsd"), OTHER_SCHEMA);
    CompiledSchema schema =
        CompiledSchema.of(new SchemaSource(Optional.of(folder), "/"), "other.xsd");

    List<SchemaFault> faults =
        schema.validate(read("<doc xmlns='urn:a'>" + content + "<z/></doc>").getDocumentElement());

    assertThat(faults)
        .extracting(fault -> fault.xpath().substring("/doc/".length()))
        .containsExactly(places.split(";"));
  }
}
