package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.HistoryEntry;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;

/** A submission as it is answered. Members without a value are there as null. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SubmissionBody(
    String id,
    Service service,
    Mode mode,
    String tenantId,
    String documentId,
    SubmissionState state,
    String documentSha256,
    String entry,
    List<SignerRole> requiredRoles,
    Instant createdAt,
    @Nullable Instant neededBy,
    List<Step> history,
    @Nullable Queue queue,
    @Nullable Receipt receipt,
    @Nullable Instant cancelRequestedAt) {

  /** One thing that happened; the code is stable, the sentences are for people. */
  @RegisterForReflection
  public record Step(SubmissionState state, Instant at, String code, String why, String next) {
    static Step of(HistoryEntry entry) {
      return new Step(entry.state(), entry.at(), entry.code(), entry.why(), entry.next());
    }
  }

  /** Its place in the lane when it was last told. */
  @RegisterForReflection
  public record Queue(long position, Instant estimatedStart, Instant asOf) {}

  /** The kept final answer; the transaction is null when the authority refused. */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Receipt(String id, @Nullable String txId) {}

  static SubmissionBody of(SubmissionView view) {
    Submission submission = view.submission();
    var ref = submission.ref();
    var progress = submission.progress();
    return new SubmissionBody(
        ref.submissionId().value(),
        ref.service(),
        ref.mode(),
        ref.tenantId().value(),
        ref.documentId(),
        progress.state(),
        submission.documentSha256(),
        submission.entry(),
        submission.requiredRoles(),
        submission.createdAt(),
        submission.neededBy().orElse(null),
        view.history().stream().map(Step::of).toList(),
        progress
            .queue()
            .map(place -> new Queue(place.position(), place.estimatedStart(), place.asOf()))
            .orElse(null),
        progress
            .receipt()
            .map(link -> new Receipt(link.id().value(), link.txId().orElse(null)))
            .orElse(null),
        progress.cancelRequestedAt().orElse(null));
  }
}
