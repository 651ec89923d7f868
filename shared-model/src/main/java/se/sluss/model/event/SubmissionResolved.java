package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;

/**
 * A person decided what becomes of a parked submission, usually after asking the authority's
 * support.
 *
 * @param txId the authority's identifier of the call; present exactly when the authority has it
 * @param reason the person's words, at most {@value #LONGEST_REASON} characters; shown to the
 *     submission's owner, and free of personal data because whoever writes it is told so
 * @param resolvedBy who it was, as far as the credential tells, such as {@code administrator}
 * @param resolvedAt UTC
 */
public record SubmissionResolved(
    SubmissionRef submission,
    ConnectionId connectionId,
    Resolution resolution,
    Optional<String> txId,
    String reason,
    String resolvedBy,
    Instant resolvedAt)
    implements SubmissionEvent {
  public static final int LONGEST_REASON = 500;

  public SubmissionResolved {
    if (txId.isPresent() != (resolution == Resolution.RECEIVED)) {
      throw new IllegalArgumentException("a tx-id belongs to what the authority has");
    }
    if (reason.isBlank() || reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException("a reason has 1 to " + LONGEST_REASON + " characters");
    }
  }

  @Override
  public EventType type() {
    return EventType.SUBMISSION_RESOLVED;
  }
}
