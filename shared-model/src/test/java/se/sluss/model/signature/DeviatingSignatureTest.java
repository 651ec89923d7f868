package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.model.signature.Signing.full;
import static se.sluss.model.signature.Signing.least;
import static se.sluss.model.signature.Signing.signed;
import static se.sluss.model.signature.Signing.text;
import static se.sluss.model.signature.Signing.verify;
import static se.sluss.model.signature.VerificationStep.ALGORITHMS;
import static se.sluss.model.signature.VerificationStep.CERTIFICATE_CHAIN;
import static se.sluss.model.signature.VerificationStep.CORE_VALIDATION;
import static se.sluss.model.signature.VerificationStep.ENCODING;
import static se.sluss.model.signature.VerificationStep.NONCE;
import static se.sluss.model.signature.VerificationStep.OCSP;
import static se.sluss.model.signature.VerificationStep.PARSING;
import static se.sluss.model.signature.VerificationStep.PERSON;
import static se.sluss.model.signature.VerificationStep.PURPOSE;
import static se.sluss.model.signature.VerificationStep.REFERENCES;
import static se.sluss.model.signature.VerificationStep.RELYING_PARTY;
import static se.sluss.model.signature.VerificationStep.SIGNING_CERTIFICATE;
import static se.sluss.model.signature.VerificationStep.STRUCTURE;
import static se.sluss.model.signature.VerificationStep.TIME;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.signature.VerificationResult.Rejected;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.Deviation;

/** Every way in which a signature can be wrong, and the step that catches it. */
class DeviatingSignatureTest {
  private static final Map<Deviation, VerificationStep> CAUGHT_BY = new EnumMap<>(Deviation.class);
  private static final BankIdSignature SOUND = signed();

  static {
    CAUGHT_BY.put(Deviation.ALTERED_VISIBLE_TEXT, CORE_VALIDATION);
    CAUGHT_BY.put(Deviation.SECOND_VISIBLE_DATA, STRUCTURE);
    CAUGHT_BY.put(Deviation.TWO_SIGNED_DATA, STRUCTURE);
    CAUGHT_BY.put(Deviation.DUPLICATE_ID, STRUCTURE);
    CAUGHT_BY.put(Deviation.WRAPPED_SIGNED_DATA, STRUCTURE);
    CAUGHT_BY.put(Deviation.EXTRA_OBJECT, STRUCTURE);
    CAUGHT_BY.put(Deviation.PREFIX_NAMESPACE, STRUCTURE);
    CAUGHT_BY.put(Deviation.RSA_SHA1, ALGORITHMS);
    CAUGHT_BY.put(Deviation.SHA1_DIGEST, ALGORITHMS);
    CAUGHT_BY.put(Deviation.THIRD_REFERENCE, STRUCTURE);
    CAUGHT_BY.put(Deviation.REFERENCES_SWAPPED, STRUCTURE);
    CAUGHT_BY.put(Deviation.ENVELOPED_TRANSFORM, STRUCTURE);
    CAUGHT_BY.put(Deviation.FORGED_SIGNATURE_VALUE, CORE_VALIDATION);
    CAUGHT_BY.put(Deviation.COMMENT_IN_SIGNED_DATA, PARSING);
    CAUGHT_BY.put(Deviation.DOCTYPE, PARSING);
    CAUGHT_BY.put(Deviation.BASE64_LINE_BREAKS, ENCODING);
    CAUGHT_BY.put(Deviation.IDENTIFICATION, PURPOSE);
    CAUGHT_BY.put(Deviation.OTHER_RELYING_PARTY, RELYING_PARTY);
    CAUGHT_BY.put(Deviation.OTHER_PERSON, PERSON);
    CAUGHT_BY.put(Deviation.LEAF_WITHOUT_NON_REPUDIATION, SIGNING_CERTIFICATE);
    CAUGHT_BY.put(Deviation.LOOKALIKE_ROOT, CERTIFICATE_CHAIN);
    CAUGHT_BY.put(Deviation.ROOT_INCLUDED, STRUCTURE);
    CAUGHT_BY.put(Deviation.CHAIN_REORDERED, CERTIFICATE_CHAIN);
    CAUGHT_BY.put(Deviation.OCSP_REVOKED, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_UNKNOWN, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_TRY_LATER, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_WITHOUT_NONCE, NONCE);
    CAUGHT_BY.put(Deviation.OCSP_NESTED_NONCE, NONCE);
    CAUGHT_BY.put(Deviation.OCSP_OTHER_NONCE, NONCE);
    CAUGHT_BY.put(Deviation.OCSP_SHORT_NONCE, NONCE);
    CAUGHT_BY.put(Deviation.OCSP_WRONG_SERIAL, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_RESPONDER_WITHOUT_EKU, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_RESPONDER_WITHOUT_NO_CHECK, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_RESPONDER_OF_LOOKALIKE, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_SIGNED_BY_OTHER_KEY, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_SHA1_SIGNATURE, OCSP);
    CAUGHT_BY.put(Deviation.OCSP_PRODUCED_BEFORE_ORDER, TIME);
    CAUGHT_BY.put(Deviation.OCSP_PRODUCED_IN_FUTURE, TIME);
  }

  @ParameterizedTest
  @EnumSource
  void deviationIsCaughtByItsStep(Deviation deviation) {
    assertFails(CAUGHT_BY.get(deviation), full(signed(deviation)));
  }

  /** Text changes that need no new signature, because they are caught before digests are made. */
  @ParameterizedTest
  @MethodSource
  void changedXmlIsCaughtByItsStep(String from, String to, VerificationStep step) {
    assertFails(step, changed(from, to));
  }

  static Stream<Arguments> changedXmlIsCaughtByItsStep() {
    return Stream.of(
        Arguments.of("<SignatureValue>", "\n<SignatureValue>", STRUCTURE),
        Arguments.of("<SignatureValue>", "<SignatureValue> ", STRUCTURE),
        Arguments.of("<SignatureValue>", "<SignatureValue Id=\"x\">", STRUCTURE),
        Arguments.of("<SignatureValue>", "<?pi?><SignatureValue>", PARSING),
        Arguments.of("<funcId>Signing", "<funcId><![CDATA[Signing]]>", PARSING),
        Arguments.of("<Object>", "<Object Id=\"bidSignedData\">", STRUCTURE),
        Arguments.of("<Object>", "<Object MimeType=\"text/xml\">", STRUCTURE),
        Arguments.of("<srvInfo>", "<srvInfo id=\"x\">", STRUCTURE),
        Arguments.of("<srvInfo>", "<srvInfo xml:id=\"x\">", STRUCTURE),
        Arguments.of("<srvInfo>", "<srvInfo><name>eA==</name>", STRUCTURE),
        Arguments.of("<srvInfo>", "<other></other><srvInfo>", STRUCTURE),
        Arguments.of(
            "<srvInfo>", "<usrNonVisibleData>eA==</usrNonVisibleData><srvInfo>", STRUCTURE),
        Arguments.of("<funcId>", "<funcId>Signing</funcId><funcId>", STRUCTURE),
        Arguments.of("<clientInfo>", "<clientInfo xmlns:p=\"urn:x\">", STRUCTURE),
        Arguments.of("<X509Data>", "<KeyName>x</KeyName><X509Data>", STRUCTURE),
        Arguments.of("<X509Data>", "<X509Data><X509SubjectName>x</X509SubjectName>", STRUCTURE),
        Arguments.of(" Id=\"bidKeyInfo\"", "", STRUCTURE),
        Arguments.of(" Id=\"bidSignedData\"", " Id=\"bidOther\"", REFERENCES),
        Arguments.of("URI=\"#bidSignedData\"", "URI=\"\"", REFERENCES),
        Arguments.of("URI=\"#bidKeyInfo\"", "URI=\"#bidSignedData\"", REFERENCES),
        Arguments.of("Type=\"http://www.bankid.com", "Type=\"http://www.example.com", REFERENCES),
        Arguments.of("<SignedInfo xmlns=", "<SignedInfo xmlns=\"urn:x\" xmlnsx=", STRUCTURE),
        Arguments.of("more#rsa-sha256", "more#rsa-sha512", ALGORITHMS),
        Arguments.of("<funcId>Signing", "<funcId>Signing ", CORE_VALIDATION),
        Arguments.of("encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"", PARSING),
        Arguments.of("<Object>", "<Objekt>", PARSING));
  }

  @Test
  void otherEncodingIsCaught() {
    for (Charset charset : new Charset[] {StandardCharsets.UTF_16, StandardCharsets.UTF_16LE}) {
      String xml = text(SOUND.signature()).replaceFirst("<\\?.*?\\?>", "");
      String signature = Base64.getEncoder().encodeToString(xml.getBytes(charset));
      assertFails(PARSING, least(signature, SOUND.ocspResponse()));
    }
  }

  @Test
  void whatIsNoSignatureAtAllIsCaught() {
    assertFails(PARSING, least("", SOUND.ocspResponse()));
    assertFails(ENCODING, least("?", SOUND.ocspResponse()));
    assertFails(ENCODING, least(SOUND.signature() + "\n", SOUND.ocspResponse()));
    assertFails(ENCODING, least("A".repeat(400_000), SOUND.ocspResponse()));
    assertFails(ENCODING, least("QQ", SOUND.ocspResponse()));
    assertFails(ENCODING, least("QR==", SOUND.ocspResponse()));
    assertFails(STRUCTURE, least(Signing.base64("<a/>"), SOUND.ocspResponse()));
  }

  @Test
  void signatureOfAnotherKeyUnderTheSignersCertificateIsCaught() {
    BankIdSignature other = signed(Deviation.OTHER_PERSON);
    String certificate = between(text(SOUND.signature()), "<X509Certificate>");
    String stolen = between(text(other.signature()), "<X509Certificate>");
    assertFails(CORE_VALIDATION, changed(certificate, stolen));
  }

  @Test
  void whatIsNoOcspResponseAtAllIsCaught() {
    for (String response :
        new String[] {
          "",
          "?",
          "AAAA",
          "MAA=",
          SOUND.ocspResponse() + "\n",
          "A".repeat(100_000),
          SOUND.signature()
        }) {
      assertFails(OCSP, least(SOUND.signature(), response));
    }
  }

  @Test
  void everyPrefixOfAResponseIsCaught() {
    byte[] der = Base64.getDecoder().decode(SOUND.ocspResponse());
    for (int length = 0; length < der.length; length += 37) {
      String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(der, length));
      assertFails(OCSP, least(SOUND.signature(), cut));
    }
    String longer = Base64.getEncoder().encodeToString(Arrays.copyOf(der, der.length + 1));
    assertFails(OCSP, least(SOUND.signature(), longer));
  }

  @Test
  void everyFlippedByteOfAResponseIsCaught() {
    byte[] der = Base64.getDecoder().decode(SOUND.ocspResponse());
    for (int at = 0; at < der.length; at += 3) {
      byte[] flipped = der.clone();
      flipped[at] ^= 1;
      String response = Base64.getEncoder().encodeToString(flipped);
      assertThat(verify(least(SOUND.signature(), response)))
          .as("byte " + at)
          .isInstanceOf(Rejected.class);
    }
  }

  @Test
  void everyFlippedByteOfASignatureIsCaught() {
    byte[] xml = Base64.getDecoder().decode(SOUND.signature());
    for (int at = 0; at < xml.length; at += 3) {
      byte[] flipped = xml.clone();
      flipped[at] ^= 1;
      String signature = Base64.getEncoder().encodeToString(flipped);
      assertThat(verify(least(signature, SOUND.ocspResponse())))
          .as("byte " + at)
          .isInstanceOf(Rejected.class);
    }
  }

  @Test
  void reasonHoldsNothingOfTheSignature() {
    for (Deviation deviation : Deviation.values()) {
      Rejected rejected = (Rejected) verify(full(signed(deviation)));
      assertThat(rejected.toString())
          .doesNotContain(Signing.BO.personalNumber(), "Björk", "189001029819");
    }
  }

  private static VerificationRequest.Builder changed(String from, String to) {
    String xml = text(SOUND.signature());
    assertThat(xml).contains(from);
    int at = xml.indexOf(from);
    String changed = xml.substring(0, at) + to + xml.substring(at + from.length());
    return least(Signing.base64(changed), SOUND.ocspResponse());
  }

  private static String between(String xml, String tag) {
    int from = xml.indexOf(tag) + tag.length();
    return xml.substring(from, xml.indexOf("<", from));
  }

  private static void assertFails(VerificationStep step, VerificationRequest.Builder request) {
    VerificationResult result = verify(request);
    assertThat(result).isInstanceOf(Rejected.class);
    assertThat(((Rejected) result).failure().step())
        .as(() -> ((Rejected) result).failure().reason())
        .isEqualTo(step);
  }
}
