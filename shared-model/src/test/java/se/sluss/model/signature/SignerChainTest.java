package se.sluss.model.signature;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Certificates that the simulated bank would not issue. */
class SignerChainTest {
  private static final Instant AT = Instant.parse("2026-11-22T10:15:30Z");
  private static final String POLICY = "1.2.3.4.25";
  private static final String STRONG = "SHA256withRSA";

  private static KeyPair keys;
  private static KeyPair weakKeys;
  private static X509Certificate root;
  private static X509Certificate bank;
  private static X509Certificate issuer;

  @BeforeAll
  static void makeAuthorities() throws Exception {
    keys = keyPair(2048);
    weakKeys = keyPair(1024);
    root = authority("CN=root", "CN=root", STRONG);
    bank = authority("CN=root", "CN=bank", STRONG);
    issuer = authority("CN=bank", "CN=customers", STRONG);
  }

  @Test
  void soundChainLeadsToItsRoot() throws Exception {
    X509Certificate leaf = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    SignerChain chain = new SignerChain(leaf, issuer, bank);
    assertThatCode(() -> chain.leadsTo(trusting(root), AT)).doesNotThrowAnyException();
    assertThatCode(() -> chain.isForSigning(Set.of(POLICY), AT)).doesNotThrowAnyException();
  }

  @Test
  void withoutARootTheChainEndsAtItsBank() throws Exception {
    X509Certificate leaf = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    SignerChain chain = new SignerChain(leaf, issuer, bank);
    assertThatCode(() -> chain.leadsToItsBank(AT)).doesNotThrowAnyException();
    Instant expired = AT.plus(Duration.ofDays(31));
    assertFails(() -> chain.leadsToItsBank(expired), "");
    X509Certificate other = authority("CN=root", "CN=other bank", STRONG);
    assertFails(() -> new SignerChain(leaf, issuer, other).leadsToItsBank(AT), "order");
    X509Certificate notAnAuthority = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    assertFails(() -> new SignerChain(leaf, issuer, notAnAuthority).leadsToItsBank(AT), "order");
  }

  @Test
  void timeOfSigningDecidesAndNotTheTimeOfLooking() throws Exception {
    X509Certificate leaf = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    SignerChain chain = new SignerChain(leaf, issuer, bank);
    Instant expired = AT.plus(Duration.ofDays(31));
    assertFails(() -> chain.leadsTo(trusting(root), expired), "EXPIRED");
    assertFails(() -> chain.isForSigning(Set.of(POLICY), expired), "valid at the time");
    Instant early = AT.minus(Duration.ofDays(31));
    assertFails(() -> chain.leadsTo(trusting(root), early), "NOT_YET_VALID");
  }

  @Test
  void trustedRootInTheMessageIsRejected() throws Exception {
    X509Certificate direct = authority("CN=root", "CN=customers", STRONG);
    X509Certificate leaf = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    SignerChain chain = new SignerChain(leaf, direct, root);
    assertFails(() -> chain.leadsTo(trusting(root), AT), "a root stands among");
  }

  @Test
  void rootOfTheMessageIsNeverTheAnchor() throws Exception {
    X509Certificate other = authority("CN=other", "CN=other", STRONG);
    X509Certificate leaf = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    SignerChain chain = new SignerChain(leaf, issuer, bank);
    assertFails(() -> chain.leadsTo(trusting(other), AT), "do not lead to a trusted root");
  }

  @Test
  void weakAlgorithmsAndKeysAreRejected() throws Exception {
    X509Certificate sha1 = leaf(keys, "SHA1withRSA", KeyUsage.nonRepudiation, POLICY);
    X509Certificate shortKey = leaf(weakKeys, STRONG, KeyUsage.nonRepudiation, POLICY);
    X509Certificate sha1Issuer = authority("CN=bank", "CN=customers", "SHA1withRSA");
    X509Certificate sound = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    assertFails(
        () -> new SignerChain(sha1, issuer, bank).leadsTo(trusting(root), AT), "weak algorithm");
    assertFails(() -> new SignerChain(shortKey, issuer, bank).leadsTo(trusting(root), AT), "2048");
    assertFails(
        () -> new SignerChain(sound, sha1Issuer, bank).leadsTo(trusting(root), AT),
        "weak algorithm");
  }

  @Test
  void issuerThatIsNoAuthorityIsRejected() throws Exception {
    X509Certificate person =
        certificate("CN=bank", "CN=customers", keys, STRONG, KeyUsage.nonRepudiation, POLICY, -1);
    X509Certificate leaf = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    assertFails(
        () -> new SignerChain(leaf, person, bank).leadsTo(trusting(root), AT),
        "do not lead to a trusted root");
  }

  @Test
  void certificateThatIsNotForSigningIsRejected() throws Exception {
    X509Certificate login = leaf(keys, STRONG, KeyUsage.digitalSignature, POLICY);
    X509Certificate noPolicy = leaf(keys, STRONG, KeyUsage.nonRepudiation, "");
    X509Certificate authority =
        certificate("CN=customers", "CN=x", keys, STRONG, KeyUsage.nonRepudiation, POLICY, 0);
    Set<String> allowed = Set.of(POLICY);
    assertFails(
        () -> new SignerChain(login, issuer, bank).isForSigning(allowed, AT), "not one for");
    assertFails(() -> new SignerChain(noPolicy, issuer, bank).isForSigning(allowed, AT), "policy");
    assertFails(
        () -> new SignerChain(authority, issuer, bank).isForSigning(allowed, AT), "authority");
  }

  @Test
  void responderIsNotAnyCertificateOfTheIssuer() throws Exception {
    X509Certificate person = leaf(keys, STRONG, KeyUsage.nonRepudiation, POLICY);
    assertFails(() -> OcspResponder.check(person, issuer, AT), "not for OCSP");
    assertFails(() -> OcspResponder.check(person, bank, AT), "not of the certificate's issuer");
    assertFails(() -> OcspResponder.check(issuer, bank, AT), "not for OCSP");
  }

  private static void assertFails(ThrowingCallable work, String reason) {
    assertThatThrownBy(work).isInstanceOf(StepFailedException.class).hasMessageContaining(reason);
  }

  private static TrustRoots trusting(X509Certificate certificate) {
    return new TrustRoots(Set.of(certificate));
  }

  private static KeyPair keyPair(int bits) throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static X509Certificate authority(String issuer, String subject, String algorithm)
      throws Exception {
    int usage = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    return certificate(issuer, subject, keys, algorithm, usage, POLICY, 3);
  }

  private static X509Certificate leaf(KeyPair key, String algorithm, int usage, String policy)
      throws Exception {
    return certificate("CN=customers", "CN=Bo", key, algorithm, usage, policy, -1);
  }

  private static X509Certificate certificate(
      String issuer,
      String subject,
      KeyPair key,
      String algorithm,
      int usage,
      String policy,
      int pathLength)
      throws Exception {
    var builder =
        new JcaX509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.valueOf(subject.hashCode()).abs(),
            Date.from(AT.minus(Duration.ofDays(30))),
            Date.from(AT.plus(Duration.ofDays(30))),
            new X500Name(subject),
            key.getPublic());
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    if (pathLength >= 0) {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
    }
    if (!policy.isEmpty()) {
      builder.addExtension(
          Extension.certificatePolicies,
          false,
          new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(policy))));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
  }
}
