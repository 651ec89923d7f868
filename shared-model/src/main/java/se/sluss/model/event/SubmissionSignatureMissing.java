package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import se.sluss.model.id.SignerRole;

/**
 * Nobody signed for so long that its owner is reminded. Changes nothing: it waits on.
 *
 * @param missingRoles who has yet to sign, next first
 * @param reminder which one it is, from 1
 * @param waitingSince when it came in
 * @param signBy when it expires unsigned
 */
public record SubmissionSignatureMissing(
    SubmissionRef submission,
    List<SignerRole> missingRoles,
    int reminder,
    Instant waitingSince,
    Instant signBy,
    Instant remindedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_SIGNATURE_MISSING;
  }
}
