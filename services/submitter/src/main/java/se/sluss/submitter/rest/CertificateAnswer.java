package se.sluss.submitter.rest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.submitter.connection.StoredCertificate;

/** A certificate as the API shows it; there is no way to its key. */
public record CertificateAnswer(
    CertificateId id,
    String purpose,
    String state,
    String fingerprint,
    String subject,
    String issuer,
    String serialNumber,
    Instant notBefore,
    Instant notAfter,
    Instant addedAt,
    @Nullable Proof proof,
    @Nullable Instant changeAt,
    boolean changing,
    @Nullable Instant since,
    @Nullable Instant until) {

  /**
   * What came of showing it at the authority's door.
   *
   * @param result {@code ACCEPTED}, or why it failed
   */
  public record Proof(Instant at, String host, String result) {
    static Proof of(StoredCertificate.Proof proof) {
      return new Proof(proof.at(), proof.host(), proof.result());
    }
  }

  static CertificateAnswer of(StoredCertificate one) {
    return new CertificateAnswer(
        one.id(),
        one.purpose().name(),
        one.state().name(),
        one.facts().fingerprint(),
        one.facts().subject(),
        one.facts().issuer(),
        one.facts().serial(),
        one.facts().notBefore(),
        one.facts().notAfter(),
        one.addedAt(),
        one.proof().map(Proof::of).orElse(null),
        one.changeAt().orElse(null),
        one.changing(),
        one.since().orElse(null),
        one.until().orElse(null));
  }
}
