package se.sluss.submitter.certificate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issues certificates of any kind, right and wrong, for tests. */
public final class Issuer {
  public static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  private static int serial = 1;

  private final X500Name name;
  private final KeyPair pair;
  private final X509Certificate certificate;

  private Issuer(X500Name name, KeyPair pair, X509Certificate certificate) {
    this.name = name;
    this.pair = pair;
    this.certificate = certificate;
  }

  /** What may be asked of a certificate. */
  record Wish(String subject, Instant from, Instant to, int usage, List<KeyPurposeId> purposes) {
    static Wish client() {
      return new Wish(
          "CN=a vendor,2.5.4.5=165500000000,O=A vendor AB,C=SE",
          NOW.minus(Duration.ofDays(1)),
          NOW.plus(Duration.ofDays(730)),
          KeyUsage.digitalSignature,
          List.of(KeyPurposeId.id_kp_clientAuth));
    }

    Wish of(String otherSubject) {
      return new Wish(otherSubject, from, to, usage, purposes);
    }

    Wish valid(Duration fromNow, Duration untilNow) {
      return new Wish(subject, NOW.plus(fromNow), NOW.plus(untilNow), usage, purposes);
    }

    Wish uses(int otherUsage, KeyPurposeId... otherPurposes) {
      return new Wish(subject, from, to, otherUsage, List.of(otherPurposes));
    }
  }

  public static Issuer root(String commonName) {
    KeyPair pair = pair("RSA");
    X500Name name = new X500Name("CN=" + commonName);
    return new Issuer(
        name, pair, authority(name, pair, name, pair.getPrivate(), Duration.ofDays(3650)));
  }

  /** Another one below it. */
  public Issuer below(String commonName, Duration lifetime) {
    KeyPair below = pair("RSA");
    X500Name belowName = new X500Name("CN=" + commonName);
    return new Issuer(
        belowName, below, authority(belowName, below, name, pair.getPrivate(), lifetime));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A certificate for that key. */
  X509Certificate issue(KeyPair client, Wish wish) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              name,
              BigInteger.valueOf(serial++),
              Date.from(wish.from()),
              Date.from(wish.to()),
              new X500Name(wish.subject()),
              client.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(wish.usage()));
      if (!wish.purposes().isEmpty()) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            false,
            new ExtendedKeyUsage(wish.purposes().toArray(KeyPurposeId[]::new)));
      }
      return signed(builder, pair.getPrivate());
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate authority(
      X500Name name, KeyPair pair, X500Name by, PrivateKey byKey, Duration lifetime) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              by,
              BigInteger.valueOf(serial++),
              Date.from(NOW.minus(Duration.ofDays(100))),
              Date.from(NOW.plus(lifetime)),
              name,
              pair.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return signed(builder, byKey);
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(key)));
  }

  static KeyPair pair(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] pkcs12(String password, KeyPair pair, X509Certificate... chain) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("mine", pair.getPrivate(), password.toCharArray(), chain);
      return bytes(store, password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] withoutKey(String password, Certificate certificate) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("mine", certificate);
      return bytes(store, password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password.toCharArray());
    return out.toByteArray();
  }

  static String pem(X509Certificate... certificates) {
    return Arrays.stream(certificates).map(Issuer::pem).collect(Collectors.joining());
  }

  private static String pem(X509Certificate certificate) {
    try {
      return block("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  static String block(String label, byte[] der) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(
            label,
            new String(
                Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der),
                StandardCharsets.US_ASCII));
  }
}
