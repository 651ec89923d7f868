package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import se.sluss.model.id.SignerRole;

/**
 * Signatures are missing.
 *
 * @param missingRoles who has yet to sign, next first
 */
public record SubmissionAwaitingSignature(
    SubmissionRef submission, List<SignerRole> missingRoles, Instant since)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_AWAITING_SIGNATURE;
  }
}
