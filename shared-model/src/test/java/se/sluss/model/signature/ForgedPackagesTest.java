package se.sluss.model.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.model.signature.Signing.AT;
import static se.sluss.model.signature.Signing.BANKID;
import static se.sluss.model.signature.Signing.ENTRIES;
import static se.sluss.model.signature.Signing.FIRST;
import static se.sluss.model.signature.Signing.MOBILE;
import static se.sluss.model.signature.Signing.ROOTS;
import static se.sluss.model.signature.Signing.SECOND;
import static se.sluss.model.signature.Signing.TEXT;
import static se.sluss.model.signature.Signing.WINDOW;
import static se.sluss.model.signature.Signing.base64;
import static se.sluss.model.signature.Signing.full;
import static se.sluss.model.signature.Signing.least;
import static se.sluss.model.signature.Signing.order;
import static se.sluss.model.signature.Signing.signed;
import static se.sluss.model.signature.Signing.text;
import static se.sluss.model.signature.Signing.verify;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.id.Mode;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.VerificationResult.Rejected;
import se.sluss.model.signature.VerificationResult.Verified;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.RelyingParty;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.Deviation;
import se.sluss.simulator.bankid.signature.SigningRequest;

/**
 * Forged, broken and borderline packages of signature and OCSP response. Each is refused by the
 * step and for the reason that {@code forged-packages.txt} gives it: {@code name | step | reason}.
 */
class ForgedPackagesTest {
  private static final BankIdSignature SOUND = signed();
  private static final Map<String, Supplier<VerificationRequest.Builder>> PACKAGES =
      new LinkedHashMap<>();

  static {
    for (Deviation deviation : Deviation.values()) {
      add(
          deviation.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          () -> full(signed(deviation)));
    }
    texts();
    content();
    people();
    times();
    responses();
  }

  /** Changed as text: these are caught before digests are made, or by them. */
  private static void texts() {
    changed("line break between elements", "<SignatureValue>", "\n<SignatureValue>");
    changed("space in the signature value", "<SignatureValue>", "<SignatureValue> ");
    changed("id on the signature value", "<SignatureValue>", "<SignatureValue Id=\"x\">");
    changed("processing instruction", "<SignatureValue>", "<?pi?><SignatureValue>");
    changed("cdata for the purpose", "<funcId>Signing", "<funcId><![CDATA[Signing]]>");
    changed("comment inside the purpose", "<funcId>Signing", "<funcId>Sign<!-- -->ing");
    changed("entity for a letter", "<funcId>Signing", "<funcId>&#83;igning");
    changed("the signed id on the object", "<Object>", "<Object Id=\"bidSignedData\">");
    changed("media type on the object", "<Object>", "<Object MimeType=\"text/xml\">");
    changed("id on the server's part", "<srvInfo>", "<srvInfo id=\"x\">");
    changed("xml:id on the server's part", "<srvInfo>", "<srvInfo xml:id=\"x\">");
    changed("second name of the relying party", "<srvInfo>", "<srvInfo><name>eA==</name>");
    changed("unknown element", "<srvInfo>", "<other></other><srvInfo>");
    changed(
        "second non-visible data",
        "<srvInfo>",
        "<usrNonVisibleData>eA==</usrNonVisibleData><srvInfo>");
    changed("second purpose", "<funcId>", "<funcId>Signing</funcId><funcId>");
    changed("declared prefix that nobody uses", "<clientInfo>", "<clientInfo xmlns:p=\"urn:x\">");
    changed("element out of its namespace", "<clientInfo>", "<clientInfo xmlns=\"\">");
    changed("element in another namespace", "<clientInfo>", "<clientInfo xmlns=\"urn:x\">");
    changed(
        "signed data in another namespace",
        "<bankIdSignedData xmlns=\"http://www.bankid.com/signature/v1.0.0/types\"",
        "<bankIdSignedData xmlns=\"http://www.bankid.com/signature/v1.0.1/types\"");
    changed("key name beside the certificates", "<X509Data>", "<KeyName>x</KeyName><X509Data>");
    changed(
        "subject name beside the certificates",
        "<X509Data>",
        "<X509Data><X509SubjectName>x</X509SubjectName>");
    changed("key information without its id", " Id=\"bidKeyInfo\"", "");
    changed("signed data under another id", " Id=\"bidSignedData\"", " Id=\"bidOther\"");
    changed("reference to the whole document", "URI=\"#bidSignedData\"", "URI=\"\"");
    changed("reference to a file", "URI=\"#bidSignedData\"", "URI=\"file:///etc/hostname\"");
    changed("reference by xpointer", "URI=\"#bidSignedData\"", "URI=\"#xpointer(/)\"");
    changed("both references to the data", "URI=\"#bidKeyInfo\"", "URI=\"#bidSignedData\"");
    changed(
        "reference of another type",
        "Type=\"http://www.bankid.com",
        "Type=\"http://www.example.com");
    changed(
        "signed information in another namespace",
        "<SignedInfo xmlns=",
        "<SignedInfo xmlns=\"urn:x\" xmlnsx=");
    changed("signature method not BankID's", "more#rsa-sha256", "more#rsa-sha512");
    changed("hmac as signature method", "more#rsa-sha256", "more#hmac-sha256");
    changed(
        "canonical form with comments",
        "REC-xml-c14n-20010315\"></CanonicalizationMethod>",
        "REC-xml-c14n-20010315#WithComments\"></CanonicalizationMethod>");
    changed(
        "exclusive canonical form",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2001/10/xml-exc-c14n#");
    changed(
        "transform by style sheet",
        "<Transform Algorithm=\"http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116");
    changed("purpose changed by a space", "<funcId>Signing", "<funcId>Signing ");
    changed("digest of the data changed", "<DigestValue>", "<DigestValue>AAAA");
    changed("declared latin-1", "encoding=\"UTF-8\"", "encoding=\"ISO-8859-1\"");
    changed("not well formed", "<Object>", "<Objekt>");
    add(
        "certificate of another signature",
        () -> {
          String stolen = certificate(signed(Deviation.OTHER_PERSON));
          return least(
              base64(text(SOUND.signature()).replaceFirst(quoted(certificate(SOUND)), stolen)),
              SOUND.ocspResponse());
        });
    add("no base64", () -> least(SOUND.signature() + "\n", SOUND.ocspResponse()));
    add("spare bits in base64", () -> least("QR==", SOUND.ocspResponse()));
    add("far too large", () -> least("A".repeat(400_000), SOUND.ocspResponse()));
    add("another document", () -> least(base64("<a/>"), SOUND.ocspResponse()));
  }

  /** What was signed. */
  private static void content() {
    SignedEntry changed = new SignedEntry(FIRST.documentId(), "c3".repeat(32));
    SignedEntry other = new SignedEntry("9f8fad5b-d9cb-469f-a165-70867728950e", "a1".repeat(32));
    add("entry of the document missing", () -> requiring(Set.of(FIRST, other)));
    add("entry of the document's earlier version", () -> requiring(Set.of(changed)));
    entries("entry of a document twice", ENTRIES + ";" + FIRST);
    entries("two entries of one document", ENTRIES + ";" + changed);
    entries("something after the entries", ENTRIES + ";");
    entries("line break after the entries", ENTRIES + "\n");
    entries("something before the entries", "more;" + ENTRIES);
    entries("digest in capitals", ENTRIES.replace("a1", "A1"));
    add("no entries signed", () -> least(BANKID.sign(order().nonVisibleData(null).build())));
    add("entries not utf-8", () -> least(BANKID.sign(order().nonVisible(new byte[] {-1}).build())));
    add(
        "other entries than sent",
        () ->
            full(SOUND)
                .sent(
                    new SentOrder(
                        base64(TEXT), Optional.empty(), Optional.of(base64(FIRST.toString())))));
    add("another text than sent", () -> full(SOUND).sent(sent(TEXT + " ", Optional.empty())));
    add(
        "plain text where markdown was sent",
        () -> full(SOUND).sent(sent(TEXT, Optional.of("simpleMarkdownV1"))));
    add(
        "markdown where plain text was sent",
        () -> full(BANKID.sign(order().format("simpleMarkdownV1").build())));
    add("unknown format", () -> least(BANKID.sign(order().format("html").build())));
    add("no text shown", () -> least(BANKID.sign(order().visibleData("").build())));
    add("text not utf-8", () -> least(BANKID.sign(order().visibleData("/w==").build())));
  }

  /** By whom, for whom, with what. */
  private static void people() {
    add("another person than required", () -> full(SOUND).signer(new Personnummer("189001019802")));
    add(
        "none of those who may",
        () ->
            full(SOUND)
                .signers(
                    Set.of(new Personnummer("189001019802"), new Personnummer("189001029819"))));
    add(
        "another number beside it than in it",
        () ->
            full(SOUND)
                .user(
                    new CompletedUser("189001019802", new SignerName("Bo Björk", "Bo", "Björk"))));
    add(
        "another name beside it than in it",
        () ->
            full(SOUND)
                .user(
                    new CompletedUser(
                        Signing.BO.personalNumber(), new SignerName("Bo B", "Bo", "Björk"))));
    add(
        "another relying party",
        () -> full(SOUND).relyingParty(new Organisationsnummer("5555550002")));
    add(
        "relying party with a number in its name",
        () ->
            full(
                BANKID.sign(
                    order()
                        .relyingParty(
                            new RelyingParty("x,serialNumber=5555555555", "x", "5555550002", "x"))
                        .build())));
    add(
        "certificate of another policy",
        () -> full(BANKID.sign(order().policy("1.2.3.4.5").build())));
    add(
        "test chain in live",
        () -> {
          AcceptedCertificates live =
              AcceptedCertificates.in(
                  Mode.LIVE,
                  new TrustRoots(Set.of(AnotherRoot.named("CN=Bank Root CA v1, O=A Bank, C=SE"))),
                  AcceptedCertificates.PRODUCTION_POLICIES);
          return trusting(live.roots(), live.policies());
        });
    add(
        "chain that looks alike",
        () -> trusting(new TrustRoots(Set.of(BANKID.lookalikeRoot())), Set.of(MOBILE)));
    add("test policy in live", () -> trusting(ROOTS, Set.of("1.2.752.78.1.5")));
  }

  /** When. */
  private static void times() {
    Instant produced = AT.truncatedTo(ChronoUnit.SECONDS);
    Duration skew = Duration.ofSeconds(60);
    add(
        "made just before the order",
        () -> within(new TimeWindow(produced.plus(skew).plusNanos(1), AT.plusSeconds(600), skew)));
    add(
        "made just after its collection",
        () ->
            within(new TimeWindow(AT.minusSeconds(600), produced.minus(skew).minusNanos(1), skew)));
    add(
        "certificate expired at signing",
        () -> {
          Instant end = SOUND.leaf().getNotAfter().toInstant().minusSeconds(1_800);
          return madeAt(end, Deviation.OCSP_PRODUCED_IN_FUTURE);
        });
    add(
        "certificate not valid yet at signing",
        () -> {
          Instant start = SOUND.leaf().getNotBefore().toInstant().plusSeconds(1_800);
          return madeAt(start, Deviation.OCSP_PRODUCED_BEFORE_ORDER);
        });
    add(
        "risk above what is accepted",
        () -> full(SOUND).risk(new RiskPolicy(Set.of("low"), Optional.of("high"), false, false)));
    add(
        "risk not told",
        () -> full(SOUND).risk(new RiskPolicy(Set.of("low"), Optional.empty(), false, false)));
    add(
        "identity document not read",
        () -> full(SOUND).risk(new RiskPolicy(Set.of(), Optional.empty(), true, false)));
  }

  /** The OCSP response. */
  private static void responses() {
    add("response to another signature", () -> least(SOUND.signature(), signed().ocspResponse()));
    add("no response", () -> least(SOUND.signature(), ""));
    add("response that is no base64", () -> least(SOUND.signature(), "?"));
    add("response that is no der", () -> least(SOUND.signature(), "AAAA"));
    add(
        "response cut short",
        () -> least(SOUND.signature(), SOUND.ocspResponse().substring(0, 400)));
    add("response too large", () -> least(SOUND.signature(), "A".repeat(100_000)));
    add(
        "response about another person's certificate",
        () ->
            least(
                SOUND.signature(),
                BANKID.sign(order().deviating(Deviation.OTHER_PERSON).build()).ocspResponse()));
    add(
        "response of another bank",
        () -> least(SOUND.signature(), signed(Deviation.LOOKALIKE_ROOT).ocspResponse()));
  }

  static Stream<Arguments> eachIsRefusedForItsOwnReason() throws IOException {
    Map<String, String> reasons = reasons();
    assertThat(reasons.keySet()).containsExactlyInAnyOrderElementsOf(PACKAGES.keySet());
    return PACKAGES.entrySet().stream()
        .map(one -> Arguments.of(one.getKey(), one.getValue(), reasons.get(one.getKey())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void eachIsRefusedForItsOwnReason(
      String name, Supplier<VerificationRequest.Builder> forged, String reason) {
    VerificationResult result = verify(forged.get());

    assertThat(result).isInstanceOf(Rejected.class);
    Check failure = ((Rejected) result).failure();
    assertThat(failure.step() + " | " + failure.reason()).isEqualTo(reason);
  }

  @Test
  void theTableIsLong() {
    assertThat(PACKAGES).hasSizeGreaterThan(100);
  }

  /** Without this the table might be refused for something that all of it has in common. */
  @Test
  void whatTheyAreMadeFromHolds() {
    assertThat(verify(full(SOUND))).isInstanceOf(Verified.class);
    assertThat(verify(requiring(Set.of(SECOND)))).isInstanceOf(Verified.class);
    assertThat(verify(trusting(ROOTS, Set.of(MOBILE)))).isInstanceOf(Verified.class);
    assertThat(verify(madeAt(AT))).isInstanceOf(Verified.class);
  }

  private static void add(String name, Supplier<VerificationRequest.Builder> forged) {
    assertThat(PACKAGES.put(name, forged)).isNull();
  }

  private static void changed(String name, String from, String to) {
    add(
        name,
        () -> {
          String xml = text(SOUND.signature());
          int at = xml.indexOf(from);
          assertThat(at).as(from).isNotNegative();
          return least(
              base64(xml.substring(0, at) + to + xml.substring(at + from.length())),
              SOUND.ocspResponse());
        });
  }

  private static void entries(String name, String signed) {
    add(name, () -> least(BANKID.sign(order().nonVisible(signed.getBytes(UTF_8)).build())));
  }

  private static VerificationRequest.Builder least(BankIdSignature made) {
    return Signing.least(made.signature(), made.ocspResponse());
  }

  private static VerificationRequest.Builder least(String signature, String response) {
    return Signing.least(signature, response);
  }

  private static VerificationRequest.Builder requiring(Set<SignedEntry> entries) {
    return VerificationRequest.of(
        SOUND.signature(), SOUND.ocspResponse(), ROOTS, Set.of(MOBILE), entries, WINDOW);
  }

  private static VerificationRequest.Builder trusting(TrustRoots roots, Set<String> policies) {
    return VerificationRequest.of(
        SOUND.signature(), SOUND.ocspResponse(), roots, policies, Set.of(FIRST), WINDOW);
  }

  private static VerificationRequest.Builder within(TimeWindow window) {
    return VerificationRequest.of(
        SOUND.signature(), SOUND.ocspResponse(), ROOTS, Set.of(MOBILE), Set.of(FIRST), window);
  }

  private static VerificationRequest.Builder madeAt(Instant at, Deviation... deviations) {
    BankIdSignature made =
        BANKID.sign(
            SigningRequest.by(Signing.BO, at)
                .visibleText(TEXT)
                .nonVisible(ENTRIES.getBytes(UTF_8))
                .deviating(deviations)
                .build());
    return VerificationRequest.of(
        made.signature(),
        made.ocspResponse(),
        ROOTS,
        Set.of(MOBILE),
        Set.of(FIRST),
        new TimeWindow(at.minusSeconds(7_200), at.plusSeconds(7_200), Duration.ZERO));
  }

  private static SentOrder sent(String shown, Optional<String> format) {
    return new SentOrder(base64(shown), format, Optional.of(base64(ENTRIES)));
  }

  private static String certificate(BankIdSignature made) {
    String xml = text(made.signature());
    int from = xml.indexOf("<X509Certificate>") + "<X509Certificate>".length();
    return xml.substring(from, xml.indexOf('<', from));
  }

  private static String quoted(String text) {
    return Pattern.quote(text);
  }

  private static Map<String, String> reasons() throws IOException {
    try (InputStream in = ForgedPackagesTest.class.getResourceAsStream("/forged-packages.txt")) {
      Map<String, String> reasons = new LinkedHashMap<>();
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                int bar = line.indexOf(" | ");
                assertThat(reasons.put(line.substring(0, bar), line.substring(bar + 3))).isNull();
              });
      return reasons;
    }
  }
}
