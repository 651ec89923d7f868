package se.sluss.intake.batch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Documents that were handed in together, in their order. */
public record Batch(
    BatchId id,
    VendorId vendorId,
    TenantId tenantId,
    Mode mode,
    Instant createdAt,
    List<Item> items) {

  /** What became of one of them. */
  public sealed interface Item {
    /**
     * It leads to a submission.
     *
     * @param known whether the submission was there before
     * @param state where it stands now
     * @param warnings what was told when the batch was handed in
     */
    record Taken(
        SubmissionId submissionId,
        String documentId,
        boolean known,
        SubmissionState state,
        List<Finding> warnings)
        implements Item {}

    /**
     * It was refused.
     *
     * @param problem the problem's slug
     * @param detail the problem's sentence
     */
    record Refused(int status, String problem, String detail, List<Finding> errors)
        implements Item {}

    /** As HTTP says it of a document alone. */
    default int code() {
      return switch (this) {
        case Taken taken -> taken.known() ? 200 : 202;
        case Refused refused -> refused.status();
      };
    }

    /** Where its submission stands now, if there is one. */
    default Optional<SubmissionState> standing() {
      return switch (this) {
        case Taken taken -> Optional.of(taken.state());
        case Refused _ -> Optional.empty();
      };
    }
  }

  /** Whether nothing more will happen to any of them. */
  public boolean isDone() {
    return items.stream()
        .flatMap(item -> item.standing().stream())
        .allMatch(SubmissionState::isFinal);
  }
}
