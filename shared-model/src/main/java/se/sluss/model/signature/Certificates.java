package se.sluss.model.signature;

import static se.sluss.model.signature.StepFailedException.unless;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Set;
import se.sluss.model.hash.Sha256;

/** What every certificate of the evidence has to be, whatever its part in it. */
final class Certificates {
  /** RSA with SHA-256, SHA-384 and SHA-512. */
  static final Set<String> STRONG_ALGORITHMS =
      Set.of("1.2.840.113549.1.1.11", "1.2.840.113549.1.1.12", "1.2.840.113549.1.1.13");

  private static final int LEAST_KEY_BITS = 2048;
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;

  private Certificates() {}

  static X509Certificate read(byte[] der) throws GeneralSecurityException, StepFailedException {
    X509Certificate certificate =
        (X509Certificate)
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    unless(Arrays.equals(certificate.getEncoded(), der), "a certificate is not alone in its place");
    return certificate;
  }

  static void strong(X509Certificate certificate) throws StepFailedException {
    strongKey(certificate);
    unless(
        STRONG_ALGORITHMS.contains(certificate.getSigAlgOID()),
        "a certificate is signed with a weak algorithm");
  }

  static void strongKey(X509Certificate certificate) throws StepFailedException {
    unless(
        certificate.getPublicKey() instanceof RSAPublicKey key
            && key.getModulus().bitLength() >= LEAST_KEY_BITS,
        "a key is not RSA of at least 2048 bits");
  }

  static boolean mayCommit(X509Certificate certificate) {
    return hasUsage(certificate, NON_REPUDIATION);
  }

  static boolean maySign(X509Certificate certificate) {
    return mayCommit(certificate) || hasUsage(certificate, DIGITAL_SIGNATURE);
  }

  static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0;
  }

  static String fingerprint(X509Certificate certificate) throws GeneralSecurityException {
    return Sha256.hex(certificate.getEncoded());
  }

  private static boolean hasUsage(X509Certificate certificate, int bit) {
    boolean[] usage = certificate.getKeyUsage();
    return usage != null && usage.length > bit && usage[bit];
  }
}
