package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import se.sluss.simulator.bankid.pki.Person;

class BankIdSignaturesTest {
  private static final BankIdSignatures SIGNATURES = BankIdSignatures.inMemory();
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
  private static final Person SIGNER = new Person("189001019802", "Åsa", "Simulin");
  private static final Set<Deviation> BREAKING_CORE_VALIDATION =
      EnumSet.of(
          Deviation.ALTERED_VISIBLE_TEXT,
          Deviation.FORGED_SIGNATURE_VALUE,
          Deviation.KEY_INFO_ALTERED);

  @Test
  void theRawFragmentsAreWhatIsDigestedAndSigned() throws Exception {
    BankIdSignature signed = SIGNATURES.sign(request().build());
    String xml = new String(CoreValidation.xml(signed), UTF_8);
    String signedInfo = fragment(xml, "SignedInfo");

    assertThat(signedInfo)
        .contains(digest(fragment(xml, "bankIdSignedData")), digest(fragment(xml, "KeyInfo")));
    Signature rsa = Signature.getInstance("SHA256withRSA");
    rsa.initVerify(signed.leaf().getPublicKey());
    rsa.update(signedInfo.getBytes(UTF_8));
    String value = fragment(xml, "SignatureValue").replaceAll("<[^>]+>", "");
    assertThat(rsa.verify(Base64.getDecoder().decode(value))).isTrue();
  }

  @Test
  void theSignedDataCarryWhatWasSentAndForWhom() throws Exception {
    BankIdSignature signed =
        SIGNATURES.sign(request().format("simpleMarkdownV1").nonVisible(new byte[] {1, 2}).build());
    Element root = CoreValidation.parse(signed).getDocumentElement();

    Element visible = (Element) root.getElementsByTagName("usrVisibleData").item(0);
    assertThat(decoded(visible.getTextContent())).isEqualTo("Läs detta");
    assertThat(visible.getAttribute("format")).isEqualTo("simpleMarkdownV1");
    assertThat(visible.getAttribute("visible")).isEqualTo("wysiwys");
    assertThat(text(root, "usrNonVisibleData")).isEqualTo("AQI=");
    assertThat(decoded(text(root, "name")))
        .startsWith("cn=")
        .contains(",serialNumber=5555555555,o=")
        .endsWith(",c=SE");
    assertThat(text(root, "funcId")).isEqualTo("Signing");
    assertThat(text(root, "uhi")).hasSize(28);
  }

  @Test
  void elementsForDataThatWereNotSentAreAbsent() throws Exception {
    Element root = CoreValidation.parse(SIGNATURES.sign(request().build())).getDocumentElement();

    assertThat(root.getElementsByTagName("usrNonVisibleData").getLength()).isZero();
    Element visible = (Element) root.getElementsByTagName("usrVisibleData").item(0);
    assertThat(visible.hasAttribute("format")).isFalse();
  }

  @Test
  void theChainOfThreeLeadsToTheRootAndOnlyThere() throws Exception {
    BankIdSignature signed = SIGNATURES.sign(request().build());

    assertThat(chain(signed)).hasSize(3);
    assertThat(trusted(signed, SIGNATURES.userRoot())).isTrue();
    assertThat(trusted(signed, SIGNATURES.lookalikeRoot())).isFalse();
  }

  @Test
  void theLookalikeBearsTheSameNames() {
    assertThat(SIGNATURES.lookalikeRoot().getSubjectX500Principal())
        .isEqualTo(SIGNATURES.userRoot().getSubjectX500Principal());
  }

  @Test
  void theLeafIsForNonRepudiationAloneAndNamesThePerson() throws Exception {
    X509Certificate leaf = SIGNATURES.sign(request().build()).leaf();

    assertThat(leaf.getKeyUsage()).startsWith(false, true).hasSize(9);
    assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
    assertThat(leaf.getCriticalExtensionOIDs()).containsExactly("2.5.29.15");
    assertThat(leaf.getSerialNumber().bitLength()).isEqualTo(63);
    assertThat(leaf.getSubjectX500Principal().getName())
        .startsWith("CN=Åsa Simulin,2.5.4.41=")
        .endsWith(",O=Simulatorbanken (simulator),C=SE");
  }

  @Test
  void aPersonKeepsTheCertificateWhileItIsValid() {
    X509Certificate first = SIGNATURES.sign(request().build()).leaf();
    SigningRequest later = SigningRequest.by(SIGNER, NOW.plusSeconds(60)).build();
    SigningRequest muchLater = SigningRequest.by(SIGNER, NOW.plusSeconds(3600L * 24 * 400)).build();

    assertThat(SIGNATURES.sign(later).leaf()).isEqualTo(first);
    assertThat(SIGNATURES.sign(muchLater).leaf()).isNotEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Deviation.class)
  void deviationsKeepTheSignatureItselfValidUnlessThatIsTheirPoint(Deviation deviation)
      throws Exception {
    BankIdSignature signed = SIGNATURES.sign(request().deviating(deviation).build());

    assertThat(CoreValidation.accepts(signed))
        .isEqualTo(!BREAKING_CORE_VALIDATION.contains(deviation));
  }

  private static SigningRequest.Builder request() {
    return SigningRequest.by(SIGNER, NOW).visibleText("Läs detta");
  }

  private static String fragment(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + "[ >].*</" + name + ">").matcher(xml);
    assertThat(found.find()).as(name).isTrue();
    return found.group();
  }

  private static String digest(String fragment) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(fragment.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }

  private static List<X509Certificate> chain(BankIdSignature signed) throws Exception {
    var found = CoreValidation.parse(signed).getElementsByTagName("X509Certificate");
    var certificates = CertificateFactory.getInstance("X.509");
    X509Certificate[] chain = new X509Certificate[found.getLength()];
    for (int i = 0; i < chain.length; i++) {
      byte[] der = Base64.getDecoder().decode(found.item(i).getTextContent());
      chain[i] =
          (X509Certificate) certificates.generateCertificate(new java.io.ByteArrayInputStream(der));
    }
    return Arrays.asList(chain);
  }

  private static boolean trusted(BankIdSignature signed, X509Certificate root) throws Exception {
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(chain(signed));
    try {
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
      return true;
    } catch (java.security.cert.CertPathValidatorException e) {
      return false;
    }
  }

  private static String text(Element root, String name) {
    return root.getElementsByTagName(name).item(0).getTextContent();
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
