package se.sluss.model.event;

import java.time.Instant;

/** Stopped before it was sent. Told by the room that held it. */
public record SubmissionCancelled(SubmissionRef submission, Topic decidedBy, Instant cancelledAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_CANCELLED;
  }
}
