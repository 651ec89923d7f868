package se.sluss.submitter.certificate;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.security.auth.x500.X500Principal;
import se.sluss.model.hash.Sha256;

/**
 * What may be shown of a certificate.
 *
 * @param fingerprint SHA-256 of the whole certificate, lower-case hex
 * @param serial in hex, as the issuer counts
 */
public record CertificateFacts(
    String fingerprint,
    String subject,
    String issuer,
    String serial,
    Instant notBefore,
    Instant notAfter) {

  public static CertificateFacts of(X509Certificate certificate) {
    try {
      return new CertificateFacts(
          Sha256.hex(certificate.getEncoded()),
          certificate.getSubjectX500Principal().getName(X500Principal.RFC2253),
          certificate.getIssuerX500Principal().getName(X500Principal.RFC2253),
          certificate.getSerialNumber().toString(16),
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate that was read cannot be written", e);
    }
  }
}
