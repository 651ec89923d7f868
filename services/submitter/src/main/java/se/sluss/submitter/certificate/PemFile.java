package se.sluss.submitter.certificate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import se.sluss.submitter.certificate.KeyFile.UnreadableException;

/** Certificates and keys in PEM, as openssl and authorities write them. */
final class PemFile {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----((?:[^-]|-(?!----))*+)-----END \\1-----");

  /** The first header of a key that openssl encrypted in a way of its own. */
  private static final String OPENSSLS_OWN = "Proc-Type: 4,ENCRYPTED";

  /** Keys' algorithms by identifier, where the platform does not know them by it. */
  private static final Map<String, String> KINDS =
      Map.of(
          PKCSObjectIdentifiers.rsaEncryption.getId(), "RSA",
          X9ObjectIdentifiers.id_ecPublicKey.getId(), "EC");

  private PemFile() {}

  static KeyFile read(String text, char[] password) throws UnreadableException {
    List<PrivateKey> keys = new ArrayList<>();
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    Rounds rounds = new Rounds();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      byte[] der = der(block.group(2));
      switch (block.group(1)) {
        case "CERTIFICATE", "TRUSTED CERTIFICATE" -> certificates.add(certificate(der));
        case "PRIVATE KEY" -> keys.add(key(der));
        case "ENCRYPTED PRIVATE KEY" -> {
          // Two are too many already, and each costs time to open.
          if (keys.size() < 2) {
            count(rounds, der);
            keys.add(decrypted(der, password));
          }
        }
        case "RSA PRIVATE KEY" -> keys.add(key(ofRsa(der)));
        case "EC PRIVATE KEY" -> keys.add(key(ofEc(der)));
        default -> {
          // Parameters of a curve, a request: neither key nor certificate.
        }
      }
    }
    if (keys.isEmpty() && certificates.isEmpty()) {
      throw unreadable();
    }
    return new KeyFile(keys, List.copyOf(certificates));
  }

  private static byte[] der(String base64) throws UnreadableException {
    if (base64.contains(OPENSSLS_OWN)) {
      throw new UnreadableException(CertificateFault.UNKNOWN_ENCRYPTION);
    }
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  static X509Certificate certificate(byte[] der) throws UnreadableException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (GeneralSecurityException e) {
      throw unreadable();
    }
  }

  static PrivateKey key(byte[] pkcs8) throws UnreadableException {
    try {
      String algorithm =
          PrivateKeyInfo.getInstance(pkcs8).getPrivateKeyAlgorithm().getAlgorithm().getId();
      return KeyFactory.getInstance(KINDS.getOrDefault(algorithm, algorithm))
          .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /** A key in PKCS #8 that a password opens; its rounds are counted. */
  static PrivateKey decrypted(byte[] der, char[] password) throws UnreadableException {
    byte[] opened = Sealed.open(der, password);
    try {
      return key(opened);
    } catch (UnreadableException e) {
      throw new UnreadableException(CertificateFault.WRONG_PASSWORD);
    }
  }

  private static void count(Rounds rounds, byte[] der) throws UnreadableException {
    try {
      rounds.add(EncryptedPrivateKeyInfo.getInstance(der).getEncryptionAlgorithm());
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static byte[] ofRsa(byte[] pkcs1) throws UnreadableException {
    try {
      return new PrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption),
              RSAPrivateKey.getInstance(pkcs1))
          .getEncoded();
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static byte[] ofEc(byte[] sec1) throws UnreadableException {
    try {
      ECPrivateKey key = ECPrivateKey.getInstance(sec1);
      return new PrivateKeyInfo(
              new AlgorithmIdentifier(
                  X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
              key)
          .getEncoded();
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable();
    }
  }

  private static UnreadableException unreadable() {
    return new UnreadableException(CertificateFault.UNREADABLE);
  }
}
