package se.sluss.intake.submission;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import se.sluss.intake.directory.TenantOfVendor;
import se.sluss.kit.outbox.SharedOutbox;
import se.sluss.model.sealed.SealedBytes;

/**
 * A submission that is ready to be kept.
 *
 * @param document its exact bytes
 * @param told what the other rooms are told of it
 * @param reportNumber of a report that nobody is warned of: which of those of its person, assistant
 *     and month it is, from 1; it is kept only while none has this number. Empty for one that comes
 *     with the warning, and for what reports no month
 * @param presumed the tenant as it was known when nobody looked; there must be no other report of
 *     the same month either. Empty when all of this was looked up in the transaction
 */
public record ReadySubmission(
    Submission submission,
    HistoryEntry first,
    SealedBytes document,
    SharedOutbox.Prepared told,
    OptionalInt reportNumber,
    Optional<TenantOfVendor> presumed) {

  /** As its owner sees it once it is kept. */
  public SubmissionView view() {
    return SubmissionView.of(submission, 0, List.of(first), List.of());
  }
}
