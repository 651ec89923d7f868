package se.sluss.receipts.webhook.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * An attempt, looked back on.
 *
 * @param status of the answer, when there was one
 * @param retryAfter how long the endpoint asked us to wait
 * @param answer the beginning of what it answered, empty when nothing came
 */
public record AttemptReport(
    AttemptOutcome outcome,
    Optional<Integer> status,
    Optional<Duration> retryAfter,
    AnswerExcerpt answer,
    Duration took) {

  /** An attempt that got no answer. */
  public static AttemptReport withoutAnswer(AttemptOutcome outcome, Duration took) {
    return new AttemptReport(
        outcome, Optional.empty(), Optional.empty(), AnswerExcerpt.NOTHING, took);
  }

  /** Why it failed; empty when it was delivered. */
  public Optional<FailureReason> reason() {
    return switch (outcome) {
      case AttemptOutcome.Delivered _ -> Optional.empty();
      case AttemptOutcome.Gone _ -> Optional.of(FailureReason.STATUS);
      case AttemptOutcome.Overloaded(FailureReason reason) -> Optional.of(reason);
      case AttemptOutcome.Failed(FailureReason reason) -> Optional.of(reason);
    };
  }
}
