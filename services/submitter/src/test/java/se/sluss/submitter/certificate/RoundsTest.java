package se.sluss.submitter.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.submitter.certificate.Issuer.Wish;

/** What a PKCS #12 file costs to open is its maker's choice, within a bound. */
class RoundsTest {
  private static final String PASSWORD = "hemligt";
  private static final Issuer ISSUING = Issuer.root("Root");
  private static final KeyPair KEY = Issuer.pair("RSA");
  private static final X509Certificate GOOD = ISSUING.issue(KEY, Wish.client());

  /** Each within what the platform itself takes; a file of some 100 kB. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 2000000, false",
    "0, 1, 2000000, false",
    "0, 1, 2000000, true",
    "20, 20, 50000, false",
    "200, 200, 4999999, true"
  })
  void whatTakesLongIsRefusedBeforeAnythingIsOpened(
      int certificates, int keys, int rounds, boolean olderWay) throws Exception {
    AlgorithmIdentifier way = olderWay ? older(rounds) : newer(rounds);
    byte[] file = withMore(file(), certificates, keys, way);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long began = threads.getCurrentThreadCpuTime();

    assertThat(faults(file)).containsExactly(CertificateFault.TOO_MANY_ROUNDS);

    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began))
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aSealThatTakesLongToCheckIsRefused() throws Exception {
    Pfx pfx = Pfx.getInstance(file());
    MacData mac = pfx.getMacData();
    byte[] slow =
        new Pfx(pfx.getAuthSafe(), new MacData(mac.getMac(), mac.getSalt(), Rounds.MOST + 1))
            .getEncoded();

    assertThat(faults(slow)).containsExactly(CertificateFault.TOO_MANY_ROUNDS);
  }

  @Test
  void aNumberThatNoCounterHoldsIsTooMany() throws Exception {
    AlgorithmIdentifier endless =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
            new DERSequence(
                new ASN1Encodable[] {
                  new DEROctetString(new byte[8]),
                  new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE.shiftLeft(64))
                }));

    assertThat(faults(withMore(file(), 1, 0, endless)))
        .containsExactly(CertificateFault.TOO_MANY_ROUNDS);
  }

  /** As today's programs write it with the most rounds, and as older ones did. */
  @ParameterizedTest
  @CsvSource({
    "keystore.pkcs12.keyPbeIterationCount, 600000, hemligt",
    "keystore.pkcs12.certPbeIterationCount, 600000, hemligt",
    "keystore.pkcs12.macIterationCount, 600000, hemligt",
    "keystore.pkcs12.legacy, '', hemligt",
    "keystore.pkcs12.legacy, '', ''",
    "keystore.pkcs12.legacy, '', lösenord",
    "java.version.date, as it is, lösenord",
    "java.version.date, as it is, ''"
  })
  void whatProgramsWriteIsTaken(String property, String value, String password) {
    Map<String, String> wished = value.equals("as it is") ? Map.of() : Map.of(property, value);
    wished.forEach(System::setProperty);
    byte[] file;
    try {
      file = Issuer.pkcs12(password, KEY, GOOD, ISSUING.certificate());
    } finally {
      wished.keySet().forEach(System::clearProperty);
    }

    assertThat(faults(file, password)).isEmpty();
  }

  private static byte[] file() {
    return Issuer.pkcs12(PASSWORD, KEY, GOOD, ISSUING.certificate());
  }

  private static Set<CertificateFault> faults(byte[] file) {
    return faults(file, PASSWORD);
  }

  private static Set<CertificateFault> faults(byte[] file, String password) {
    return Judgement.of(
            file,
            password.toCharArray(),
            new CertificateRules(List.of(), Optional.empty()),
            Issuer.NOW)
        .faults();
  }

  /** The same with so many more parts that nobody can open. */
  private static byte[] withMore(byte[] file, int certificates, int keys, AlgorithmIdentifier way)
      throws IOException {
    Pfx pfx = Pfx.getInstance(file);
    List<ASN1Encodable> parts = new ArrayList<>();
    ASN1Sequence.getInstance(
            ASN1OctetString.getInstance(pfx.getAuthSafe().getContent()).getOctets())
        .forEach(parts::add);
    parts.addAll(
        Collections.nCopies(
            certificates,
            new ContentInfo(
                PKCSObjectIdentifiers.encryptedData,
                new EncryptedData(
                    PKCSObjectIdentifiers.data, way, new DEROctetString(new byte[48])))));
    SafeBag key =
        new SafeBag(
            PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
            new EncryptedPrivateKeyInfo(way, new byte[48]).toASN1Primitive());
    parts.addAll(
        Collections.nCopies(
            keys,
            new ContentInfo(
                PKCSObjectIdentifiers.data,
                new DEROctetString(new DERSequence(key).getEncoded()))));
    return new Pfx(
            new ContentInfo(
                PKCSObjectIdentifiers.data,
                new DEROctetString(
                    new DERSequence(parts.toArray(ASN1Encodable[]::new)).getEncoded())),
            pfx.getMacData())
        .getEncoded();
  }

  private static AlgorithmIdentifier newer(int rounds) {
    PBKDF2Params hashing =
        new PBKDF2Params(
            new byte[16],
            rounds,
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE));
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.id_PBES2,
        new PBES2Parameters(
            new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, hashing),
            new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]))));
  }

  private static AlgorithmIdentifier older(int rounds) {
    return new AlgorithmIdentifier(
        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
        new PKCS12PBEParams(new byte[8], rounds));
  }
}
