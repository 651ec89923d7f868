package se.sluss.submitter.delivery;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;

/**
 * An attempt that is over.
 *
 * @param delivery as it was when the slot was taken
 * @param leftBy when its bytes had left, by the database's clock; empty when none did, when nobody
 *     knows, or when that is noted already
 * @param took from the bytes' leaving to the end; empty when nobody knows
 * @param trace the attempt's trace
 */
public record Ending(
    Delivery delivery,
    AttemptId attempt,
    Exchange exchange,
    Optional<Instant> leftBy,
    Optional<Duration> took,
    Context trace) {
  SubmissionId submission() {
    return delivery.submission().submissionId();
  }

  ConnectionId connection() {
    return delivery.requireConnection();
  }

  SubmitOutcome outcome() {
    return exchange.outcome();
  }

  /** Whether it changes rows that others take in another order. */
  boolean standsAlone() {
    return switch (outcome()) {
      case SubmitOutcome.NotSent _, SubmitOutcome.ShutOff _ -> true;
      case SubmitOutcome.Received _, SubmitOutcome.Refused _, SubmitOutcome.InDoubt _ -> false;
    };
  }
}
