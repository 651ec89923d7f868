package se.sluss.submitter.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.xml.HardenedXml;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.SignedDocument;

class SoapMessagesTest {
  private static final String SIGNATURE = base64("<Signature>å</Signature>");
  private static final String OCSP = base64("ocsp");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

  /** A byte order mark, CR LF and trailing blanks: whatever a parser would have tidied up. */
  private static final byte[] DOCUMENT =
      "\uFEFF<?xml version='1.0'?>\r\n<a  b='c'>å</a>\r\n \n".getBytes(StandardCharsets.UTF_8);

  private final SoapMessages messages = new SoapMessages();

  @Test
  void documentGoesInByteForByte() {
    Document notification = parsed(messages.write(document(Service.E_IOA, SignerRole.ANORDNARE)));
    Document report =
        parsed(messages.write(document(Service.ELT, SignerRole.ASSISTENT, SignerRole.ANORDNARE)));

    assertThat(decoded(notification, "anmalanfranarbetsgivare")).isEqualTo(DOCUMENT);
    assertThat(decoded(report, "tidredovisning")).isEqualTo(DOCUMENT);
  }

  @Test
  void bankIdsStringsAreEncodedOnceAndNoMore() {
    Document notification = parsed(messages.write(document(Service.E_IOA, SignerRole.ANORDNARE)));
    Document report =
        parsed(messages.write(document(Service.ELT, SignerRole.ASSISTENT, SignerRole.ANORDNARE)));

    assertThat(text(notification, "signatur")).isEqualTo(SIGNATURE);
    assertThat(text(notification, "ocspresponse")).isEqualTo(OCSP);
    assertThat(text(report, "signature")).isEqualTo(SIGNATURE);
    assertThat(text(report, "ocspResponse")).isEqualTo(OCSP);
  }

  @Test
  void notificationListsItsSignersWithRoleAndDay() {
    Document notification =
        parsed(messages.write(document(Service.E_IOA, SignerRole.ANORDNARE, SignerRole.ASSISTENT)));

    NodeList roles = notification.getElementsByTagNameNS("*", "signaturtyp");
    assertThat(roles.getLength()).isEqualTo(2);
    assertThat(roles.item(0).getTextContent()).isEqualTo("ANORDNARE");
    assertThat(roles.item(1).getTextContent()).isEqualTo("ASSISTENT");
    assertThat(text(notification, "signaturdatum")).isEqualTo("2026-11-22");
  }

  @Test
  void envelopeIsPlainSoapWithOneElementInItsBody() {
    Envelope envelope =
        messages.write(document(Service.ELT, SignerRole.ANORDNARE, SignerRole.ASSISTENT));
    Element root = parsed(envelope).getDocumentElement();

    assertThat(root.getNamespaceURI()).isEqualTo("http://schemas.xmlsoap.org/soap/envelope/");
    assertThat(root.getChildNodes().getLength()).isEqualTo(1);
    assertThat(root.getFirstChild().getFirstChild().getNamespaceURI())
        .isEqualTo("urn:shs:emottagning:SkickaTidredovisning:1");
    assertThat(envelope.soapAction())
        .isEqualTo("urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning");
  }

  @Test
  void timeReportNeedsBothSignatures() {
    SignedDocument half = document(Service.ELT, SignerRole.ANORDNARE);

    assertThatThrownBy(() -> messages.write(half))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SIGNATURE);
  }

  private static SignedDocument document(Service service, SignerRole... roles) {
    return new SignedDocument(
        service,
        DOCUMENT,
        Stream.of(roles).map(role -> new CollectedSignature(role, SIGNATURE, OCSP, DAY)).toList());
  }

  private static Document parsed(Envelope envelope) {
    return HardenedXml.parse(envelope.body());
  }

  private static byte[] decoded(Document message, String element) {
    return Base64.getDecoder().decode(text(message, element));
  }

  private static String text(Document message, String element) {
    return message.getElementsByTagNameNS("*", element).item(0).getTextContent();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
