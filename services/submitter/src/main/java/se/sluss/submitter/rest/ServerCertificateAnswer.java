package se.sluss.submitter.rest;

import java.time.Instant;
import se.sluss.submitter.connection.ServerCertificates;

/** A certificate that the authority's side has shown. */
public record ServerCertificateAnswer(
    String fingerprint,
    String subject,
    String issuer,
    String serialNumber,
    Instant notBefore,
    Instant notAfter,
    Instant firstSeen) {

  static ServerCertificateAnswer of(ServerCertificates.Shown shown) {
    return new ServerCertificateAnswer(
        shown.facts().fingerprint(),
        shown.facts().subject(),
        shown.facts().issuer(),
        shown.facts().serial(),
        shown.facts().notBefore(),
        shown.facts().notAfter(),
        shown.firstSeen());
  }
}
