package se.sluss.model.event;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SignerRole;

/**
 * Signatures are missing.
 *
 * @param missingRoles who has yet to sign, next first
 * @param refused the check that failed when a signature that it came with was refused, as {@code
 *     ASSISTENT.OCSP}; empty when none was
 */
public record SubmissionAwaitingSignature(
    SubmissionRef submission,
    List<SignerRole> missingRoles,
    Instant since,
    Optional<String> refused)
    implements SubmissionEvent {

  /** Where no signature was refused. */
  public SubmissionAwaitingSignature(
      SubmissionRef submission, List<SignerRole> missingRoles, Instant since) {
    this(submission, missingRoles, since, Optional.empty());
  }

  @Override
  public EventType type() {
    return EventType.SUBMISSION_AWAITING_SIGNATURE;
  }
}
