package se.sluss.submitter.delivery;

import java.util.Optional;
import se.sluss.submitter.delivery.LaneBrake.Lesson;

/** What endings teach a lane. */
final class Lessons {
  private Lessons() {}

  /** What the time that a call took, and its answer, say of the lane. */
  static Optional<Lesson> of(Ending ending) {
    Exchange exchange = ending.exchange();
    return switch (ending.outcome()) {
      case SubmitOutcome.Received _, SubmitOutcome.Refused _ -> of(ending, true, false);
      case SubmitOutcome.InDoubt(var cause) ->
          of(ending, exchange.answer().isPresent() && isGood(cause), cause.strain());
      case SubmitOutcome.ShutOff _, SubmitOutcome.NotSent _ -> Optional.empty();
    };
  }

  /** What broke off took no time that says anything. */
  private static boolean isGood(Cause cause) {
    return !cause.strain() && cause != Cause.CONNECTION_LOST;
  }

  private static Optional<Lesson> of(Ending ending, boolean good, boolean strained) {
    return ending
        .took()
        .map(
            took ->
                new Lesson(
                    ending.connection(),
                    ending.attempt(),
                    ending.leftBy(),
                    took,
                    good,
                    strained,
                    ending.exchange().settled()));
  }
}
