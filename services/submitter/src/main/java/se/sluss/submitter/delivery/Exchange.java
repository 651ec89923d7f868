package se.sluss.submitter.delivery;

import java.util.Optional;

/**
 * One call with its end.
 *
 * @param answer empty when none came, or none that could be read to its end
 */
public record Exchange(SubmitOutcome outcome, Optional<RawAnswer> answer) {
  public static Exchange unanswered(SubmitOutcome outcome) {
    return new Exchange(outcome, Optional.empty());
  }
}
