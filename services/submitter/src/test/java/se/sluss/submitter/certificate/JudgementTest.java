package se.sluss.submitter.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.sluss.submitter.certificate.CertificateFault.CHAIN_BROKEN;
import static se.sluss.submitter.certificate.CertificateFault.EXPIRED;
import static se.sluss.submitter.certificate.CertificateFault.ISSUER_EXPIRED;
import static se.sluss.submitter.certificate.CertificateFault.ISSUER_NOT_ACCEPTED;
import static se.sluss.submitter.certificate.CertificateFault.KEY_OF_ANOTHER_CERTIFICATE;
import static se.sluss.submitter.certificate.CertificateFault.NOT_FOR_SIGNING;
import static se.sluss.submitter.certificate.CertificateFault.NOT_YET_VALID;
import static se.sluss.submitter.certificate.CertificateFault.NO_CERTIFICATE;
import static se.sluss.submitter.certificate.CertificateFault.NO_PRIVATE_KEY;
import static se.sluss.submitter.certificate.CertificateFault.ORGANISATION_DIFFERS;
import static se.sluss.submitter.certificate.CertificateFault.SEVERAL_PRIVATE_KEYS;
import static se.sluss.submitter.certificate.CertificateFault.TOO_MANY_ROUNDS;
import static se.sluss.submitter.certificate.CertificateFault.UNKNOWN_ENCRYPTION;
import static se.sluss.submitter.certificate.CertificateFault.UNREADABLE;
import static se.sluss.submitter.certificate.CertificateFault.WRONG_PASSWORD;
import static se.sluss.submitter.certificate.CertificateFault.WRONG_USAGE;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ntt.NTTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.submitter.certificate.Issuer.Wish;

/** Every fault that a certificate can have, and the answer that it gets. */
class JudgementTest {
  private static final ASN1ObjectIdentifier DES_EDE3_CBC = PKCSObjectIdentifiers.des_EDE3_CBC;
  private static final ASN1ObjectIdentifier AES_192 = NISTObjectIdentifiers.id_aes192_CBC;
  private static final ASN1ObjectIdentifier CAMELLIA = NTTObjectIdentifiers.id_camellia256_cbc;
  private static final String PASSWORD = "hemligt";
  private static final String SWEDISH_PASSWORD = "lösenord";
  private static final Issuer ROOT = Issuer.root("Root");
  private static final Issuer ISSUING = ROOT.below("Issuing", Duration.ofDays(1000));
  private static final Issuer ENDED = ROOT.below("Ended", Duration.ofDays(-1));
  private static final Issuer STRANGER = Issuer.root("Stranger");

  /** Has the name of the issuing authority, and not its key. */
  private static final Issuer LOOKALIKE = ROOT.below("Issuing", Duration.ofDays(1000));

  private static final KeyPair KEY = Issuer.pair("RSA");
  private static final KeyPair CURVE = Issuer.pair("EC");
  private static final KeyPair OTHER_KEY = Issuer.pair("RSA");
  private static final X509Certificate GOOD = ISSUING.issue(KEY, Wish.client());
  private static final CertificateRules RULES =
      new CertificateRules(List.of(ROOT.certificate()), Optional.of("5500000000"));

  static Stream<Arguments> faults() {
    X509Certificate issuing = ISSUING.certificate();
    X509Certificate root = ROOT.certificate();
    return Stream.of(
        row("no file of any kind", bytes("hello"), PASSWORD, UNREADABLE),
        row("encryption without its parameters", sealedBy(null), PASSWORD, UNREADABLE),
        row(
            "a salt that is a number",
            sealedBy(
                new DERSequence(
                    new ASN1Encodable[] {
                      new AlgorithmIdentifier(
                          PKCSObjectIdentifiers.id_PBKDF2,
                          new DERSequence(
                              new ASN1Encodable[] {new ASN1Integer(1), new ASN1Integer(1)})),
                      new AlgorithmIdentifier(AES_192, new DEROctetString(new byte[16]))
                    })),
            PASSWORD,
            UNREADABLE),
        row(
            "a PEM text with a torn key",
            bytes("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"),
            "",
            UNREADABLE),
        row(
            "a PEM key in openssl's own encryption",
            bytes(
                """
                -----BEGIN RSA PRIVATE KEY-----
                Proc-Type: 4,ENCRYPTED
                DEK-Info: AES-256-CBC,000102030405060708090A0B0C0D0E0F

                AAAA
                -----END RSA PRIVATE KEY-----
                """
                    + Issuer.pem(GOOD, issuing)),
            PASSWORD,
            UNKNOWN_ENCRYPTION),
        row("a PEM key that takes minutes to open", slow(), PASSWORD, TOO_MANY_ROUNDS),
        row("another password", pkcs12(KEY, GOOD, issuing), "annat", WRONG_PASSWORD),
        row("no password", pkcs12(KEY, GOOD, issuing), "", WRONG_PASSWORD),
        row("another password of a PEM key", encrypted(), "annat", WRONG_PASSWORD),
        row(
            "another password of the key that openssl's req makes",
            bytes(OpensslFile.key(PASSWORD, KEY, DES_EDE3_CBC) + Issuer.pem(GOOD, issuing)),
            "annat",
            WRONG_PASSWORD),
        row(
            "a cipher that is not known",
            bytes(OpensslFile.key(PASSWORD, KEY, CAMELLIA) + Issuer.pem(GOOD, issuing)),
            PASSWORD,
            UNKNOWN_ENCRYPTION),
        arguments(
            "a certificate alone",
            Issuer.withoutKey(PASSWORD, GOOD),
            PASSWORD,
            Set.of(NO_PRIVATE_KEY, ISSUER_NOT_ACCEPTED)),
        row(
            "certificates alone in openssl's PKCS #12",
            OpensslFile.withoutKey(PASSWORD, GOOD, issuing, root),
            PASSWORD,
            NO_PRIVATE_KEY),
        row(
            "a link missing in openssl's PKCS #12",
            OpensslFile.legacy(PASSWORD, KEY, GOOD, root),
            PASSWORD,
            CHAIN_BROKEN),
        row(
            "another password of openssl's PKCS #12",
            OpensslFile.legacy(SWEDISH_PASSWORD, KEY, GOOD, issuing),
            "losenord",
            WRONG_PASSWORD),
        row(
            "another password of a file where nothing is encrypted",
            OpensslFile.unencrypted(PASSWORD, KEY, GOOD, issuing),
            "annat",
            WRONG_PASSWORD),
        row("certificates alone in PEM", bytes(Issuer.pem(GOOD, issuing)), "", NO_PRIVATE_KEY),
        row("a key alone in PEM", bytes(Issuer.pem(KEY.getPrivate())), "", NO_CERTIFICATE),
        row(
            "two keys",
            bytes(
                Issuer.pem(KEY.getPrivate())
                    + Issuer.pem(OTHER_KEY.getPrivate())
                    + Issuer.pem(GOOD, issuing)),
            "",
            SEVERAL_PRIVATE_KEYS),
        row(
            "another's key",
            pkcs12(OTHER_KEY, GOOD, issuing),
            PASSWORD,
            KEY_OF_ANOTHER_CERTIFICATE),
        row(
            "a key of another kind",
            pkcs12(CURVE, GOOD, issuing),
            PASSWORD,
            KEY_OF_ANOTHER_CERTIFICATE),
        row(
            "a chain that another with the same name signed",
            bytes(Issuer.pem(KEY.getPrivate()) + Issuer.pem(GOOD, LOOKALIKE.certificate(), root)),
            "",
            CHAIN_BROKEN),
        row(
            "a link missing",
            bytes(Issuer.pem(KEY.getPrivate()) + Issuer.pem(GOOD, root)),
            "",
            CHAIN_BROKEN),
        row(
            "a stranger among them",
            bytes(Issuer.pem(KEY.getPrivate()) + Issuer.pem(GOOD, issuing, STRANGER.certificate())),
            "",
            CHAIN_BROKEN),
        row(
            "expired",
            pkcs12(ISSUING, Wish.client().valid(Duration.ofDays(-731), Duration.ofSeconds(0))),
            PASSWORD,
            EXPIRED),
        row(
            "from tomorrow",
            pkcs12(ISSUING, Wish.client().valid(Duration.ofDays(1), Duration.ofDays(731))),
            PASSWORD,
            NOT_YET_VALID),
        row("an issuer that has ended", pkcs12(ENDED, Wish.client()), PASSWORD, ISSUER_EXPIRED),
        row(
            "for servers",
            pkcs12(
                ISSUING,
                Wish.client().uses(KeyUsage.digitalSignature, KeyPurposeId.id_kp_serverAuth)),
            PASSWORD,
            WRONG_USAGE),
        row(
            "for encryption",
            pkcs12(
                ISSUING,
                Wish.client().uses(KeyUsage.keyEncipherment, KeyPurposeId.id_kp_clientAuth)),
            PASSWORD,
            WRONG_USAGE),
        row("another issuer", pkcs12(STRANGER, Wish.client()), PASSWORD, ISSUER_NOT_ACCEPTED),
        row(
            "another organisation",
            pkcs12(ISSUING, Wish.client().of("CN=x,2.5.4.5=165590000000")),
            PASSWORD,
            ORGANISATION_DIFFERS),
        row(
            "no organisation",
            pkcs12(ISSUING, Wish.client().of("CN=5500000000")),
            PASSWORD,
            ORGANISATION_DIFFERS),
        arguments(
            "everything at once",
            Issuer.pkcs12(
                PASSWORD,
                OTHER_KEY,
                STRANGER.issue(
                    KEY,
                    Wish.client()
                        .of("CN=x")
                        .valid(Duration.ofDays(-9), Duration.ofDays(-1))
                        .uses(KeyUsage.keyEncipherment, KeyPurposeId.id_kp_serverAuth))),
            PASSWORD,
            Set.of(
                KEY_OF_ANOTHER_CERTIFICATE,
                EXPIRED,
                WRONG_USAGE,
                ISSUER_NOT_ACCEPTED,
                ORGANISATION_DIFFERS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachFaultIsTold(String what, byte[] file, String password, Set<CertificateFault> expected) {
    Judgement judgement = Judgement.of(file, password.toCharArray(), RULES, Issuer.NOW);

    assertThat(judgement.faults()).isEqualTo(expected);
    assertThat(judgement.certificate()).isEmpty();
  }

  static Stream<Arguments> good() throws Exception {
    X509Certificate issuing = ISSUING.certificate();
    X509Certificate curved = ISSUING.issue(CURVE, Wish.client());
    return Stream.of(
        arguments("PKCS #12", pkcs12(KEY, GOOD, issuing), PASSWORD),
        arguments(
            "PKCS #12 up to the root", pkcs12(KEY, GOOD, issuing, ROOT.certificate()), PASSWORD),
        arguments(
            "openssl's PKCS #12 with a Swedish password in the older ways",
            OpensslFile.legacy(SWEDISH_PASSWORD, KEY, GOOD, issuing, ROOT.certificate()),
            SWEDISH_PASSWORD),
        arguments(
            "openssl's PKCS #12 with nothing encrypted",
            OpensslFile.unencrypted(PASSWORD, KEY, issuing, GOOD),
            PASSWORD),
        arguments(
            "PEM in any order",
            bytes(Issuer.pem(ROOT.certificate(), issuing, GOOD) + Issuer.pem(KEY.getPrivate())),
            ""),
        arguments("PEM with a key of its own password", encrypted(), PASSWORD),
        arguments(
            "PEM with the key that openssl's req makes",
            bytes(OpensslFile.key(SWEDISH_PASSWORD, KEY, DES_EDE3_CBC) + Issuer.pem(GOOD, issuing)),
            SWEDISH_PASSWORD),
        arguments(
            "PEM with a key of 192 bits",
            bytes(OpensslFile.key(PASSWORD, KEY, AES_192) + Issuer.pem(GOOD, issuing)),
            PASSWORD),
        arguments(
            "openssl's PKCS #12 with another cipher",
            OpensslFile.with(DES_EDE3_CBC, SWEDISH_PASSWORD, KEY, issuing, GOOD),
            SWEDISH_PASSWORD),
        arguments(
            "openssl's PKCS #12 of 192 bits",
            OpensslFile.with(AES_192, PASSWORD, KEY, issuing, GOOD),
            PASSWORD),
        arguments(
            "PEM with a key as openssl used to write it",
            bytes(
                Issuer.block(
                        "RSA PRIVATE KEY",
                        PrivateKeyInfo.getInstance(KEY.getPrivate().getEncoded())
                            .parsePrivateKey()
                            .toASN1Primitive()
                            .getEncoded())
                    + Issuer.pem(GOOD, issuing)),
            ""),
        arguments(
            "PEM with an elliptic curve",
            bytes(Issuer.pem(CURVE.getPrivate()) + Issuer.pem(curved, issuing)),
            ""),
        arguments(
            "no purposes listed",
            pkcs12(ISSUING, Wish.client().uses(KeyUsage.digitalSignature)),
            PASSWORD),
        arguments(
            "the organisation as a registry's number",
            pkcs12(ISSUING, Wish.client().of("CN=x,2.5.4.97=NTRSE-550000-0000")),
            PASSWORD),
        arguments(
            "the organisation as a number for value added tax",
            pkcs12(ISSUING, Wish.client().of("CN=x,2.5.4.97=VATSE-550000000001")),
            PASSWORD),
        arguments(
            "the organisation in one part of the name with another attribute",
            pkcs12(ISSUING, Wish.client().of("CN=x+2.5.4.5=165500000000,O=A vendor AB")),
            PASSWORD));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("good")
  void whatIsWholeIsTakenWhateverItCameIn(String what, byte[] file, String password)
      throws Exception {
    Judgement judgement = Judgement.of(file, password.toCharArray(), RULES, Issuer.NOW);

    assertThat(judgement.faults()).isEmpty();
    ClientCertificate taken = judgement.certificate().orElseThrow();
    KeyStore kept = KeyStore.getInstance("PKCS12");
    kept.load(new ByteArrayInputStream(taken.pkcs12("x".toCharArray())), "x".toCharArray());
    X509Certificate own = (X509Certificate) kept.getCertificateChain("client")[0];
    assertThat(CertificateFacts.of(own)).isEqualTo(taken.facts());
    assertThat(kept.getCertificateChain("client").length).isGreaterThan(1);
    assertThat(kept.getKey("client", "x".toCharArray())).isNotNull();
  }

  @Test
  void certificateForSigningNeedsNoPurposeOfClientsButMustSign() {
    byte[] signing = pkcs12(ISSUING, Wish.client().uses(KeyUsage.nonRepudiation));
    byte[] encrypting = pkcs12(ISSUING, Wish.client().uses(KeyUsage.keyEncipherment));

    assertThat(forSigning(signing)).isEmpty();
    assertThat(Judgement.of(signing, PASSWORD.toCharArray(), RULES, Issuer.NOW).faults())
        .containsExactly(WRONG_USAGE);
    assertThat(forSigning(encrypting)).containsExactly(NOT_FOR_SIGNING);
    assertThat(forSigning(pkcs12(STRANGER, Wish.client().of("CN=x"))))
        .containsExactly(ISSUER_NOT_ACCEPTED, ORGANISATION_DIFFERS);
  }

  private static Set<CertificateFault> forSigning(byte[] file) {
    return Judgement.of(file, PASSWORD.toCharArray(), RULES.forSigning(), Issuer.NOW).faults();
  }

  @Test
  void withoutRulesAnyIssuerAndOrganisationWillDo() {
    Judgement judgement =
        Judgement.of(
            pkcs12(STRANGER, Wish.client().of("CN=anybody")),
            PASSWORD.toCharArray(),
            new CertificateRules(List.of(), Optional.empty()),
            Issuer.NOW);

    assertThat(judgement.faults()).isEmpty();
  }

  @Test
  void issuingAuthorityMayItselfBeTheOneThatIsAccepted() {
    CertificateRules rules = new CertificateRules(List.of(ISSUING.certificate()), Optional.empty());

    assertThat(Judgement.of(pkcs12(KEY, GOOD), PASSWORD.toCharArray(), rules, Issuer.NOW).faults())
        .isEmpty();
    assertThat(
            Judgement.of(pkcs12(STRANGER, Wish.client()), PASSWORD.toCharArray(), rules, Issuer.NOW)
                .faults())
        .containsExactly(ISSUER_NOT_ACCEPTED);
  }

  @ParameterizedTest
  @EnumSource(CertificateFault.class)
  void everyFaultSaysWhatToDoInBothLanguages(CertificateFault fault) {
    String swedish = fault.text(Locale.forLanguageTag("sv"));

    assertThat(fault.code()).matches("[a-z]+(-[a-z]+)*");
    assertThat(fault.text(Locale.ENGLISH)).contains(". ").isNotEqualTo(swedish);
    assertThat(swedish).contains(". ");
  }

  private static Arguments row(String what, byte[] file, String password, CertificateFault fault) {
    return arguments(what, file, password, Set.of(fault));
  }

  private static byte[] pkcs12(Issuer issuer, Wish wish) {
    return pkcs12(KEY, issuer.issue(KEY, wish), issuer.certificate());
  }

  private static byte[] pkcs12(KeyPair pair, X509Certificate... chain) {
    return Issuer.pkcs12(PASSWORD, pair, chain);
  }

  /** As OpenSSL writes it: PBES2 with PBKDF2, HMAC-SHA256 and AES-256. */
  private static byte[] sealedBy(@Nullable ASN1Encodable parameters) {
    try {
      return bytes(
          Issuer.block(
              "ENCRYPTED PRIVATE KEY",
              new org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo(
                      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters),
                      new byte[16])
                  .getEncoded()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encrypted() {
    try {
      String algorithm = "PBEWithHmacSHA256AndAES_256";
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.ENCRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm)
              .generateSecret(new PBEKeySpec(PASSWORD.toCharArray())));
      ASN1Sequence parameters = ASN1Sequence.getInstance(cipher.getParameters().getEncoded());
      byte[] der =
          new org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo(
                  parameters.getObjectAt(0) instanceof ASN1ObjectIdentifier
                      ? AlgorithmIdentifier.getInstance(parameters)
                      : new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters),
                  cipher.doFinal(KEY.getPrivate().getEncoded()))
              .getEncoded();
      return bytes(
          Issuer.block("ENCRYPTED PRIVATE KEY", der) + Issuer.pem(GOOD, ISSUING.certificate()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its password is to be hashed as often as a number can say. */
  private static byte[] slow() {
    PBKDF2Params hashing =
        new PBKDF2Params(
            new byte[16],
            Integer.MAX_VALUE,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE));
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, hashing),
            new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
    try {
      byte[] der =
          new org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), new byte[48])
              .getEncoded();
      return bytes(
          Issuer.block("ENCRYPTED PRIVATE KEY", der) + Issuer.pem(GOOD, ISSUING.certificate()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
