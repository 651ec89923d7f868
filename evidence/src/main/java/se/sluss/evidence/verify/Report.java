package se.sluss.evidence.verify;

import java.util.List;
import java.util.Optional;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.verify.Finding.Outcome;

/**
 * All that was found.
 *
 * @param receipt what the package says it is about; believed only as far as the findings go
 */
public record Report(Verdict verdict, Optional<Manifest.Receipt> receipt, List<Finding> findings) {

  /** The sum of the findings. */
  public enum Verdict {
    /** Every check was made and passed. */
    VALID,
    /** Nothing is wrong, and something could not be checked. */
    NOTHING_WRONG_FOUND,
    /** A check failed. */
    INVALID
  }

  static Report of(Optional<Manifest.Receipt> receipt, List<Finding> findings) {
    return new Report(verdict(findings), receipt, List.copyOf(findings));
  }

  private static Verdict verdict(List<Finding> findings) {
    if (findings.stream().anyMatch(finding -> finding.outcome() == Outcome.FAILED)) {
      return Verdict.INVALID;
    }
    return findings.stream().allMatch(finding -> finding.outcome() == Outcome.PASSED)
        ? Verdict.VALID
        : Verdict.NOTHING_WRONG_FOUND;
  }
}
