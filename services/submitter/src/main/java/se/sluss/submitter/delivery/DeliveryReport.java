package se.sluss.submitter.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.sluss.model.id.AttemptId;

/**
 * A document's way so far, as its owner and the operator see it.
 *
 * @param queuedAt when it came here, UTC
 * @param changedAt since when it stands where it stands, UTC
 * @param neededBy when the authority must have it, UTC; empty when no date is known
 * @param attempts oldest first
 */
public record DeliveryReport(
    Delivery delivery,
    Instant queuedAt,
    Instant changedAt,
    Optional<Instant> neededBy,
    List<AttemptReport> attempts) {
  public DeliveryReport {
    attempts = List.copyOf(attempts);
  }

  /**
   * One slot that was taken.
   *
   * @param slotAt when it opened, UTC
   * @param sentAt the latest moment at which the bytes can have left, UTC; empty while nobody knows
   * @param finishedAt when its end was known, UTC; empty while it is under way
   * @param outcome what became of it; empty while it is under way
   * @param cause what was seen, when it did not end in the authority's verdict
   * @param took from the bytes' leaving to the end; empty when nobody knows
   * @param httpStatus of the answer; empty when none came
   */
  public record AttemptReport(
      AttemptId id,
      int number,
      Instant slotAt,
      Optional<Instant> sentAt,
      Optional<Instant> finishedAt,
      Optional<String> outcome,
      Optional<Cause> cause,
      Optional<Duration> took,
      OptionalInt httpStatus) {}

  /**
   * What an operator did with it.
   *
   * @param at UTC
   * @param details what it was before and after, or what was decided
   */
  public record Act(Instant at, String who, String what, String reason, String details) {}
}
