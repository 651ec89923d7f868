package se.sluss.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.SignedEntry;

/**
 * Verifies a signature by what evidence holds alone, the same when a package is made and when it is
 * shown: the document's entry is covered, and it was made before the authority answered. Who had to
 * sign, what was sent to BankID and how its risk was judged is not in a package.
 */
public final class SignatureVerification {
  /** How far BankID's clock may differ from ours. */
  public static final Duration SKEW = Duration.ofMinutes(1);

  /** No BankID is older. */
  private static final Instant BEFORE_ALL = Instant.parse("2003-01-01T00:00:00Z");

  private SignatureVerification() {}

  /** Never throws for what a signature holds. */
  public static VerificationResult of(
      CollectedSignature signature,
      SignedEntry entry,
      AcceptedCertificates accepted,
      Instant answeredAt) {
    return new BankIdSignatureVerifier()
        .verify(
            VerificationRequest.of(
                    signature.signature(),
                    signature.ocspResponse(),
                    accepted.roots(),
                    accepted.policies(),
                    Set.of(entry),
                    new TimeWindow(BEFORE_ALL, answeredAt, SKEW))
                .build());
  }
}
