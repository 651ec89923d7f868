package se.sluss.submitter.delivery;

import java.util.Optional;

/**
 * One call with its end.
 *
 * @param answer empty when none came, or none that could be read to its end
 * @param settled false when the way was new or segments had to be sent again, so that the time that
 *     the answer took says little of other calls
 */
public record Exchange(SubmitOutcome outcome, Optional<RawAnswer> answer, boolean settled) {
  public static Exchange answered(SubmitOutcome outcome, RawAnswer answer) {
    return new Exchange(outcome, Optional.of(answer), true);
  }

  public static Exchange unanswered(SubmitOutcome outcome) {
    return new Exchange(outcome, Optional.empty(), true);
  }

  /** The same, over a way that says little of other calls. */
  public Exchange unsettled() {
    return new Exchange(outcome, answer, false);
  }
}
