package se.sluss.simulator.sink;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The sink's own authority, made once and kept in a folder as {@code ca.p12} and {@code ca.pem},
 * and a server certificate for one host name, made anew at each start.
 */
final class SinkPki {
  private static final String ALIAS = "key";
  private static final X500Name AUTHORITY = new X500Name("CN=Sluss Webhook Sink CA");
  private static final Duration TEN_YEARS = Duration.ofDays(3650);

  private final PrivateKey authorityKey;
  private final X509Certificate authority;
  private final SSLContext context;

  private SinkPki(Path folder, String host) throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    char[] password = password(folder);
    KeyStore store = authority(folder.resolve("ca.p12"), password);
    authorityKey = (PrivateKey) Objects.requireNonNull(store.getKey(ALIAS, password));
    authority = (X509Certificate) store.getCertificate(ALIAS);
    Files.writeString(folder.resolve("ca.pem"), pem(authority));
    context = context(host, password);
  }

  static SinkPki in(Path folder, String host) throws IOException, GeneralSecurityException {
    return new SinkPki(folder, host);
  }

  X509Certificate authority() {
    return authority;
  }

  SSLContext serverContext() {
    return context;
  }

  private static KeyStore authority(Path file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    if (Files.exists(file)) {
      try (var in = Files.newInputStream(file)) {
        store.load(in, password);
      }
      return store;
    }
    KeyPair pair = newKeyPair();
    X509v3CertificateBuilder builder = builder(AUTHORITY, pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    store.load(null, password);
    store.setKeyEntry(
        ALIAS, pair.getPrivate(), password, new Certificate[] {signed(builder, pair.getPrivate())});
    try (var out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
    return store;
  }

  private SSLContext context(String host, char[] password)
      throws IOException, GeneralSecurityException {
    KeyPair pair = newKeyPair();
    X509v3CertificateBuilder builder = builder(new X500Name("CN=" + host), pair);
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
    builder.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    store.setKeyEntry(
        ALIAS,
        pair.getPrivate(),
        password,
        new Certificate[] {signed(builder, authorityKey), authority});
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(keys.getKeyManagers(), null, null);
    return made;
  }

  private static X509v3CertificateBuilder builder(X500Name subject, KeyPair pair) {
    Instant from = Instant.now().minus(Duration.ofMinutes(1));
    return new JcaX509v3CertificateBuilder(
        AUTHORITY,
        new BigInteger(63, new SecureRandom()).add(BigInteger.ONE),
        Date.from(from),
        Date.from(from.plus(TEN_YEARS)),
        subject,
        pair.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, PrivateKey issuer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer)));
    } catch (OperatorCreationException unusable) {
      throw new GeneralSecurityException("the authority's key cannot sign", unusable);
    }
  }

  private static KeyPair newKeyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static char[] password(Path folder) throws IOException {
    Path file = folder.resolve("stores.password");
    if (!Files.exists(file)) {
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      Files.writeString(file, HexFormat.of().formatHex(random));
    }
    return Files.readString(file).strip().toCharArray();
  }

  private static String pem(X509Certificate certificate) throws GeneralSecurityException {
    byte[] lineEnd = {'\n'};
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, lineEnd).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
