package se.sluss.simulator.authority.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A private key with its certificate chain, own certificate first. */
record Identity(PrivateKey key, List<X509Certificate> chain) {
  private static final Duration BACKDATED = Duration.ofMinutes(1);

  static Identity authority(String commonName) throws GeneralSecurityException, IOException {
    KeyPair pair = newKeyPair();
    X500Name name = name(commonName);
    JcaX509v3CertificateBuilder builder =
        builder(name, name, pair.getPublic(), Duration.ofDays(3650));
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    return new Identity(pair.getPrivate(), List.of(signed(builder, pair.getPrivate())));
  }

  Identity issueServer(String host, Duration lifetime)
      throws GeneralSecurityException, IOException {
    GeneralNames names =
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.dNSName, host),
              new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            });
    return issue(name(host), lifetime, KeyPurposeId.id_kp_serverAuth, names);
  }

  Identity issueClient(String commonName, Duration lifetime)
      throws GeneralSecurityException, IOException {
    return issue(name(commonName), lifetime, KeyPurposeId.id_kp_clientAuth, null);
  }

  static Identity from(KeyStore store, String password) throws GeneralSecurityException {
    String alias = store.aliases().nextElement();
    PrivateKey key = (PrivateKey) store.getKey(alias, password.toCharArray());
    return new Identity(
        Objects.requireNonNull(key),
        Arrays.stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList());
  }

  KeyStore keyStore(String password) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("key", key, password.toCharArray(), chain.toArray(Certificate[]::new));
    return store;
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  String pem() throws GeneralSecurityException {
    byte[] lineEnd = {'\n'};
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, lineEnd).encodeToString(certificate().getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  private Identity issue(
      X500Name subject,
      Duration lifetime,
      KeyPurposeId purpose,
      @Nullable GeneralNames alternativeNames)
      throws GeneralSecurityException, IOException {
    KeyPair pair = newKeyPair();
    X500Name issuer = new JcaX509CertificateHolder(certificate()).getSubject();
    JcaX509v3CertificateBuilder builder = builder(issuer, subject, pair.getPublic(), lifetime);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate()));
    if (alternativeNames != null) {
      builder.addExtension(Extension.subjectAlternativeName, false, alternativeNames);
    }
    return new Identity(
        pair.getPrivate(), Stream.concat(Stream.of(signed(builder, key)), chain.stream()).toList());
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Duration lifetime)
      throws GeneralSecurityException, IOException {
    Instant from = Instant.now().minus(BACKDATED);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(63, new SecureRandom()).add(BigInteger.ONE),
            Date.from(from),
            Date.from(from.plus(lifetime)),
            subject,
            key);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    return builder;
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey issuer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer)));
    } catch (OperatorCreationException unusable) {
      throw new GeneralSecurityException("the issuer's key cannot sign", unusable);
    }
  }

  private static X500Name name(String commonName) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, commonName).build();
  }

  private static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }
}
