package se.sluss.submitter.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * One call with its end.
 *
 * @param call empty while nobody has said what was asked
 * @param answer what came of it, also when it broke off; empty when not even its head came
 * @param headAfter from the message's leaving to the answer's head; empty when nobody knows
 * @param settled false when the way was new or segments had to be sent again, so that the time that
 *     the answer took says little of other calls
 */
public record Exchange(
    Optional<Call> call,
    SubmitOutcome outcome,
    Optional<RawAnswer> answer,
    Optional<Duration> headAfter,
    boolean settled) {
  public static Exchange answered(SubmitOutcome outcome, RawAnswer answer) {
    return new Exchange(Optional.empty(), outcome, Optional.of(answer), Optional.empty(), true);
  }

  public static Exchange unanswered(SubmitOutcome outcome) {
    return new Exchange(Optional.empty(), outcome, Optional.empty(), Optional.empty(), true);
  }

  /** The same, over a way that says little of other calls. */
  public Exchange unsettled() {
    return new Exchange(call, outcome, answer, headAfter, false);
  }

  /** The same, with the time from the message's leaving to the answer's head. */
  public Exchange withHeadAfter(Duration time) {
    return new Exchange(call, outcome, answer, Optional.of(time), settled);
  }

  /** The same, with what was asked. */
  public Exchange asked(Call asked) {
    return new Exchange(Optional.of(asked), outcome, answer, headAfter, settled);
  }
}
