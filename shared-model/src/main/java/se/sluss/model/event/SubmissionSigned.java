package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.sealed.SealedBytes;

/**
 * Every required signature is there and verified.
 *
 * @param sealedSignatures list of {@link CollectedSignature}, sealed for the submission
 */
public record SubmissionSigned(
    SubmissionRef submission,
    String entry,
    String documentSha256,
    SealedBytes sealedDocument,
    SealedBytes sealedSignatures,
    Instant signedAt)
    implements SubmissionEvent {

  @Override
  public EventType type() {
    return EventType.SUBMISSION_SIGNED;
  }
}
