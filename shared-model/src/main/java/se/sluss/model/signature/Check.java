package se.sluss.model.signature;

/**
 * What became of one step.
 *
 * @param reason a fixed sentence that holds nothing of the signature; empty when passed
 */
public record Check(VerificationStep step, Outcome outcome, String reason) {

  /** What can become of a step. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** Not asked for, or not reached because an earlier step failed. */
    SKIPPED
  }
}
