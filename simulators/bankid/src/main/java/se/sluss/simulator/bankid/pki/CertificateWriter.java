package se.sluss.simulator.bankid.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Builds one X.509 v3 certificate with a fresh RSA 2048 key and an eight byte serial number.
 * Extensions stand in the order in which they are added; the key identifiers come last.
 */
final class CertificateWriter {
  static final int KEY_SIZE = 2048;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair keys;
  private final X509v3CertificateBuilder certificate;
  private final X500Name issuer;
  private final @Nullable Credential authority;

  private CertificateWriter(X500Name subject, @Nullable Credential authority, Validity validity)
      throws GeneralSecurityException {
    this.keys = generate();
    this.authority = authority;
    this.issuer = authority == null ? subject : subjectOf(authority.certificate());
    this.certificate =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial(),
            Date.from(validity.notBefore()),
            Date.from(validity.notAfter()),
            subject,
            keys.getPublic());
  }

  /** A certificate issued by the authority. */
  static CertificateWriter issuedBy(Credential authority, X500Name subject, Validity validity)
      throws GeneralSecurityException {
    return new CertificateWriter(subject, authority, validity);
  }

  /** An authority, self-signed when no issuer is given: with path signing rights only. */
  static Credential authority(
      X500Name subject, @Nullable Credential issuer, @Nullable String policy)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    CertificateWriter writer = new CertificateWriter(subject, issuer, Validity.AUTHORITY);
    if (policy != null) {
      writer.policy(policy);
    }
    return writer
        .with(Extension.basicConstraints, true, new BasicConstraints(true))
        .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .sign("SHA512withRSA");
  }

  CertificateWriter with(ASN1ObjectIdentifier type, boolean critical, ASN1Encodable value)
      throws IOException {
    certificate.addExtension(type, critical, value);
    return this;
  }

  CertificateWriter policy(String oid) throws IOException {
    return with(
        Extension.certificatePolicies,
        false,
        new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(oid))));
  }

  Credential sign(String algorithm)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    PublicKey issuerKey =
        authority == null ? keys.getPublic() : authority.certificate().getPublicKey();
    with(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(issuerKey));
    with(
        Extension.subjectKeyIdentifier,
        false,
        identifiers.createSubjectKeyIdentifier(keys.getPublic()));
    var signer =
        new JcaContentSignerBuilder(algorithm)
            .build(authority == null ? keys.getPrivate() : authority.key());
    X509Certificate signed =
        new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
    return new Credential(signed, keys.getPrivate());
  }

  static X500Name subjectOf(X509Certificate certificate) {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  private static KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(KEY_SIZE);
    return generator.generateKeyPair();
  }

  private static BigInteger serial() {
    return new BigInteger(62, RANDOM).setBit(62);
  }
}
