package se.sluss.receipts.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.EventId;
import se.sluss.model.id.SubmissionId;
import se.sluss.receipts.Owner;

/**
 * Something that its owner is told.
 *
 * @param id of the event that caused it: stable, however often that one comes
 * @param place which submission, and the event's number among those of that submission
 * @param happenedAt when it happened, UTC
 */
public record PublicEvent(
    EventId id,
    EventKind kind,
    Owner owner,
    Optional<Place> place,
    EventBody body,
    Instant happenedAt) {

  /** A submission's event and its number, counted from 1 without gaps. */
  public record Place(SubmissionId submission, long sequence) {}
}
