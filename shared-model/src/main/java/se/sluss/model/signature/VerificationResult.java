package se.sluss.model.signature;

import java.time.Instant;
import java.util.List;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.xml.SignedEntry;

/** The verdict on a signature, with one {@link Check} for every {@link VerificationStep}. */
public sealed interface VerificationResult {
  /** In the order of the steps. */
  List<Check> checks();

  /**
   * Every step that was asked for passed.
   *
   * @param signedAt when the OCSP response was produced: the only time that the evidence holds
   * @param entries all that the signature covers, in its order; more than was required, perhaps
   * @param certificateFingerprints SHA-256 in lower-case hexadecimal: the signer's certificate, its
   *     issuer, the bank's authority, the OCSP responder
   */
  record Verified(
      Personnummer signer,
      SignerName name,
      Instant signedAt,
      List<SignedEntry> entries,
      List<String> certificateFingerprints,
      List<Check> checks)
      implements VerificationResult {
    public Verified {
      entries = List.copyOf(entries);
      certificateFingerprints = List.copyOf(certificateFingerprints);
      checks = List.copyOf(checks);
    }
  }

  /** A step failed; those after it were not reached. The signature is worth nothing. */
  record Rejected(List<Check> checks) implements VerificationResult {
    public Rejected {
      checks = List.copyOf(checks);
      if (checks.stream().noneMatch(check -> check.outcome() == Check.Outcome.FAILED)) {
        throw new IllegalArgumentException("a rejection has a failed step");
      }
    }

    /** The step that failed, with its reason. */
    public Check failure() {
      return checks.stream()
          .filter(check -> check.outcome() == Check.Outcome.FAILED)
          .findFirst()
          .orElseThrow();
    }
  }
}
