package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.sealed.SealedBytes;

/**
 * Every required signature is there and verified.
 *
 * @param sealedSignatures list of {@link CollectedSignature}, sealed for the submission
 * @param neededBy by when the authority must have it, UTC; empty when nobody said so
 */
public record SubmissionSigned(
    SubmissionRef submission,
    String entry,
    String documentSha256,
    SealedBytes sealedDocument,
    SealedBytes sealedSignatures,
    Optional<Instant> neededBy,
    Instant signedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_SIGNED;
  }
}
