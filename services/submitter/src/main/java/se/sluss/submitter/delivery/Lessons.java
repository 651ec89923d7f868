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

  /** Only a fault is the service's own word; all else may come from what stands before it. */
  private static boolean isGood(Cause cause) {
    return switch (cause) {
      case UNKNOWN_FAULT -> true;
      case WINDOW_MISSED,
          NOT_CONNECTED,
          TIME_OUT,
          CONNECTION_LOST,
          OVERLOADED,
          HTTP_STATUS,
          UNREADABLE_ANSWER,
          SENDER_LOST,
          FORBIDDEN,
          TLS_ALERT,
          SERVER_NOT_TRUSTED,
          SERVER_NAME_WRONG,
          SERVER_CERTIFICATE_EXPIRED,
          SERVER_TLS_TOO_OLD,
          ADDRESS_REFUSED,
          DOCUMENT_UNREADABLE ->
          false;
    };
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
