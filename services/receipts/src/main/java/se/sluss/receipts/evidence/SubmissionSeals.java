package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;

/** Seals and opens what belongs to a submission. */
@ApplicationScoped
public class SubmissionSeals {
  private final Sealer sealer;

  public SubmissionSeals(Sealer sealer) {
    this.sealer = sealer;
  }

  /** Seals it for the submission. */
  public SealedBytes seal(SubmissionRef submission, Purpose purpose, byte[] plain) {
    return sealer.seal(submission.tenantId(), submission.submissionId().value(), purpose, plain);
  }

  /**
   * Opens what was sealed for the submission.
   *
   * @throws se.sluss.model.sealed.SealBrokenException when it was altered, or sealed for another
   */
  public byte[] open(SubmissionRef submission, Purpose purpose, SealedBytes sealed) {
    return sealer.open(submission.tenantId(), submission.submissionId().value(), purpose, sealed);
  }

  /** As {@link #open}, for what is text. */
  public String text(SubmissionRef submission, Purpose purpose, SealedBytes sealed) {
    return new String(open(submission, purpose, sealed), StandardCharsets.UTF_8);
  }
}
