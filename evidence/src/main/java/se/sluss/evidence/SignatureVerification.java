package se.sluss.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.Mode;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.Check;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.TrustRoots;
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

  /** When a package is made. Never throws for what a signature holds. */
  public static VerificationResult of(
      CollectedSignature signature,
      SignedEntry entry,
      AcceptedCertificates accepted,
      Instant answeredAt) {
    return new BankIdSignatureVerifier()
        .verify(
            request(
                signature.signature(),
                signature.ocspResponse(),
                entry,
                accepted,
                Set.of(),
                answeredAt));
  }

  /**
   * When a package is shown, to one who may have no root to pin; the step of the chain is skipped
   * then. The policies are those that BankID has in the mode.
   *
   * @param signers of whom one must have signed; empty when the document does not name them
   * @throws EvidenceFormatException when the strings are not BankID's or a root is none for the
   *     mode
   */
  public static List<Check> again(
      String signature,
      String ocspResponse,
      SignedEntry entry,
      Mode mode,
      Optional<TrustRoots> roots,
      Set<Personnummer> signers,
      Instant answeredAt) {
    BankIdSignatureVerifier verifier = new BankIdSignatureVerifier();
    if (roots.isEmpty()) {
      TrustRoots own = TrustRoots.fromPem(SignatureFiles.of(signature, ocspResponse).chainPem());
      return verifier.checkWithoutRoot(
          request(
              signature,
              ocspResponse,
              entry,
              new AcceptedCertificates(own, policies(mode)),
              signers,
              answeredAt));
    }
    try {
      AcceptedCertificates accepted = AcceptedCertificates.in(mode, roots.get(), policies(mode));
      return verifier
          .verify(request(signature, ocspResponse, entry, accepted, signers, answeredAt))
          .checks();
    } catch (IllegalArgumentException e) {
      throw new EvidenceFormatException("a root is none for the mode " + mode.wire());
    }
  }

  private static Set<String> policies(Mode mode) {
    Set<String> policies = new HashSet<>(AcceptedCertificates.PRODUCTION_POLICIES);
    if (mode == Mode.TEST) {
      policies.addAll(AcceptedCertificates.TEST_POLICIES);
    }
    return policies;
  }

  private static VerificationRequest request(
      String signature,
      String ocspResponse,
      SignedEntry entry,
      AcceptedCertificates accepted,
      Set<Personnummer> signers,
      Instant answeredAt) {
    return VerificationRequest.of(
            signature,
            ocspResponse,
            accepted.roots(),
            accepted.policies(),
            Set.of(entry),
            new TimeWindow(BEFORE_ALL, answeredAt, SKEW))
        .signers(signers)
        .build();
  }
}
