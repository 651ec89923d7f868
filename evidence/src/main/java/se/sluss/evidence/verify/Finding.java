package se.sluss.evidence.verify;

/**
 * What became of one check.
 *
 * @param reason a sentence; of a check that passed, what exactly was found. Names files, hashes and
 *     times, never people
 */
public record Finding(CheckName check, Outcome outcome, String reason) {

  /** What can become of a check. */
  public enum Outcome {
    PASSED,
    FAILED,
    /** What it needs was not given, or an earlier check left nothing to look at. */
    NOT_CHECKABLE
  }

  static Finding passed(CheckName check, String reason) {
    return new Finding(check, Outcome.PASSED, reason);
  }

  static Finding failed(CheckName check, String reason) {
    return new Finding(check, Outcome.FAILED, reason);
  }

  static Finding notCheckable(CheckName check, String reason) {
    return new Finding(check, Outcome.NOT_CHECKABLE, reason);
  }
}
