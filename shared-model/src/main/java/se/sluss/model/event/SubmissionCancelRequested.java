package se.sluss.model.event;

import java.time.Instant;

/** Its owner wants the submission stopped; the room that holds it decides. */
public record SubmissionCancelRequested(SubmissionRef submission, Instant requestedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_CANCEL_REQUESTED;
  }
}
