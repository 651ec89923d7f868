package se.sluss.model.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import se.sluss.model.contract.SchemaFault.Code;
import se.sluss.model.id.Service;
import se.sluss.model.xml.HardenedXml;

class MessageSchemasTest {
  private static final MessageSchemas SCHEMAS = MessageSchemas.bundled();

  private static final String E_IOA =
      """
      <m:SkickaAnmalanFranArbetsgivare xmlns:m="urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1"
          xmlns:x="http://www.w3.org/2005/05/xmlmime">
        <m:anmalanfranarbetsgivare x:contentType="application/xml">PGEvPg==</m:anmalanfranarbetsgivare>
        <m:underskrift>
          <m:signaturtyp>ANORDNARE</m:signaturtyp>
          <m:signatur>PGEvPg==</m:signatur>
          <m:ocspresponse>PGEvPg==</m:ocspresponse>
          <m:signaturdatum>2026-11-22</m:signaturdatum>
        </m:underskrift>
        <m:underskrift>
          <m:signaturtyp>ASSISTENT</m:signaturtyp>
          <m:signatur>PGEvPg==</m:signatur>
          <m:ocspresponse>PGEvPg==</m:ocspresponse>
          <m:signaturdatum>2026-11-22</m:signaturdatum>
          <later xmlns="urn:later"/>
        </m:underskrift>
      </m:SkickaAnmalanFranArbetsgivare>
      """;

  private static final String ELT =
      """
      <SkickaTidredovisning xmlns="urn:shs:emottagning:SkickaTidredovisning:1">
        <tidredovisning>PGEvPg==</tidredovisning>
        <assistent-signatur>
          <signature>PGEvPg==</signature>
          <ocspResponse>PGEvPg==</ocspResponse>
          <datumForSignatur>2026-11-22</datumForSignatur>
        </assistent-signatur>
        <anordnare-signatur>
          <signature>PGEvPg==</signature>
          <ocspResponse>PGEvPg==</ocspResponse>
          <datumForSignatur>2026-11-22</datumForSignatur>
        </anordnare-signatur>
      </SkickaTidredovisning>
      """;

  @Test
  void requestsAreValid() {
    assertThat(validate(Service.E_IOA, E_IOA)).isEmpty();
    assertThat(validate(Service.ELT, ELT)).isEmpty();
  }

  @Test
  void responsesMayCarryElementsThatNobodyKnowsYet() {
    assertThat(
            validate(
                Service.E_IOA,
                """
                <SkickaAnmalanFranArbetsgivareResponse xmlns="urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1">
                  <tx-id>0f8fad5b-d9cb-469f-a165-70867728950e</tx-id>
                  <more xmlns="urn:later"><inner/></more>
                </SkickaAnmalanFranArbetsgivareResponse>"""))
        .isEmpty();
    assertThat(
            validate(
                Service.ELT,
                "<SkickaTidredovisningResponse xmlns='urn:shs:emottagning:SkickaTidredovisning:1'>"
                    + "<tx-id>1</tx-id><extra/></SkickaTidredovisningResponse>"))
        .extracting(SchemaFault::code)
        .containsExactly(Code.UNEXPECTED_ELEMENT);
  }

  @Test
  void timeReportNeedsBothSignatures() {
    String one = Documents.element(ELT, "anordnare-signatur", "");
    assertThat(validate(Service.ELT, one))
        .extracting(SchemaFault::xpath, SchemaFault::code)
        .containsExactly(tuple("/SkickaTidredovisning", Code.MISSING_ELEMENT));
  }

  @Test
  void messagesOfTheOtherServiceAreUnknown() {
    assertThat(validate(Service.E_IOA, ELT))
        .extracting(SchemaFault::code)
        .contains(Code.UNKNOWN_DOCUMENT);
  }

  @Test
  void faultDetailsAreValid() {
    for (String name : List.of("XmlValidationError", "SignatureValidationError")) {
      assertThat(
              validate(
                  Service.ELT,
                  "<%1$s xmlns='urn:shs:emottagning:SkickaTidredovisning:1'><message>x</message></%1$s>"
                      .formatted(name)))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eioa, SkickaAnmalanFranArbetsgivare",
    "elt, SkickaTidredovisning",
  })
  void serviceDescriptionHasTheAuthoritysNames(String folder, String name) throws IOException {
    Document wsdl = wsdl("/wsdl/" + folder + "/" + name + "Interaction_1.0_shsbp10.wsdl");
    assertThat(wsdl.getDocumentElement().getAttribute("targetNamespace"))
        .isEqualTo("urn:shs:emottagning:" + name + ":1:shsbp10");
    assertThat(attribute(wsdl, "http://schemas.xmlsoap.org/wsdl/soap/", "operation", "soapAction"))
        .isEqualTo("urn:shs:emottagning:" + name + "Responder:1:" + name);
    String ns = "http://schemas.xmlsoap.org/wsdl/";
    assertThat(attribute(wsdl, ns, "portType", "name")).isEqualTo(name + "ResponderInterface");
    assertThat(attribute(wsdl, ns, "binding", "name")).isEqualTo(name + "ResponderBinding");
    assertThat(attribute(wsdl, ns, "service", "name")).isEqualTo(name + "ResponderService");
    assertThat(attribute(wsdl, ns, "port", "name")).isEqualTo(name + "ResponderPort");
    String imported =
        attribute(wsdl, "http://www.w3.org/2001/XMLSchema", "import", "schemaLocation");
    assertThat(getClass().getResource("/wsdl/" + folder + "/" + imported)).isNotNull();
  }

  private Document wsdl(String resource) throws IOException {
    try (InputStream in = getClass().getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return HardenedXml.parse(in.readAllBytes());
    }
  }

  private static String attribute(Document wsdl, String ns, String element, String name) {
    return ((Element) wsdl.getElementsByTagNameNS(ns, element).item(0)).getAttribute(name);
  }

  private static List<SchemaFault> validate(Service service, String xml) {
    return SCHEMAS.validate(service, Documents.read(xml).getDocumentElement());
  }
}
