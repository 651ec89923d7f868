package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SignerRole;
import se.sluss.model.sealed.SealedBytes;

/**
 * Intake answered for a document: it is kept and will be led on.
 *
 * @param entry what a signature must cover: {@code uuid,hex of SHA-256 over the canonical form}
 * @param documentSha256 lower-case hex of SHA-256 over the exact bytes
 * @param requiredRoles who has to sign, in the order in which they sign
 * @param sealedDocument the exact bytes, sealed for the submission
 * @param neededBy by when the authority must have it, UTC; empty when nobody said so
 * @param sealedSignatures list of {@link CollectedSignature} that it came with, not verified yet,
 *     sealed for the submission; empty when it came without
 */
public record SubmissionAccepted(
    SubmissionRef submission,
    String entry,
    String documentSha256,
    List<SignerRole> requiredRoles,
    SealedBytes sealedDocument,
    Optional<Instant> neededBy,
    Instant acceptedAt,
    Optional<SealedBytes> sealedSignatures)
    implements SubmissionEvent {

  /** Of a document that came without signatures. */
  public SubmissionAccepted(
      SubmissionRef submission,
      String entry,
      String documentSha256,
      List<SignerRole> requiredRoles,
      SealedBytes sealedDocument,
      Optional<Instant> neededBy,
      Instant acceptedAt) {
    this(
        submission,
        entry,
        documentSha256,
        requiredRoles,
        sealedDocument,
        neededBy,
        acceptedAt,
        Optional.empty());
  }

  @Override
  public EventType type() {
    return EventType.SUBMISSION_ACCEPTED;
  }
}
