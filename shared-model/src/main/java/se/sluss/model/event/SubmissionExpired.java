package se.sluss.model.event;

import java.time.Instant;

/** Nobody signed in time. */
public record SubmissionExpired(SubmissionRef submission, Instant expiredAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_EXPIRED;
  }
}
