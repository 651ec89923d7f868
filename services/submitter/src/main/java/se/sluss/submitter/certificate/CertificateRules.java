package se.sluss.submitter.certificate;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What a certificate has to be beside valid.
 *
 * @param acceptedIssuers one of them must have issued it; empty accepts every issuer
 * @param organisationNumber ten digits that its subject must hold; empty when it does not matter
 */
public record CertificateRules(
    CertificatePurpose purpose,
    List<X509Certificate> acceptedIssuers,
    Optional<String> organisationNumber) {

  /** For a TLS client. */
  public CertificateRules(
      List<X509Certificate> acceptedIssuers, Optional<String> organisationNumber) {
    this(CertificatePurpose.TLS, acceptedIssuers, organisationNumber);
  }

  public CertificateRules forSigning() {
    return new CertificateRules(CertificatePurpose.SIGNING, acceptedIssuers, organisationNumber);
  }
}
