package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import se.sluss.model.id.SignerRole;
import se.sluss.model.sealed.SealedBytes;

/**
 * Intake answered for a document: it is kept and will be led on.
 *
 * @param entry what a signature must cover: {@code uuid,hex of SHA-256 over the canonical form}
 * @param documentSha256 lower-case hex of SHA-256 over the exact bytes
 * @param requiredRoles who has to sign, in the order in which they sign
 * @param sealedDocument the exact bytes, sealed for the submission
 */
public record SubmissionAccepted(
    SubmissionRef submission,
    String entry,
    String documentSha256,
    List<SignerRole> requiredRoles,
    SealedBytes sealedDocument,
    Instant acceptedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_ACCEPTED;
  }
}
