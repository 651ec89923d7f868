package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.MonthRow;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.SignerRole;

/**
 * One row of a month's table.
 *
 * @param missingSignatures who has yet to sign, next first
 * @param queue its place in the lane, while it stands there
 * @param receipt null while it is missing
 * @param handInAgain whether nothing more happens to this one, the authority does not have it, and
 *     no other report of the same people and month came later or stands for it
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MonthStatusBody(
    NamedPerson assistedPerson,
    NamedPerson assistant,
    String submissionId,
    String tenantId,
    @Nullable String reference,
    SubmissionState state,
    List<SignerRole> missingSignatures,
    SubmissionBody.@Nullable Queue queue,
    SubmissionBody.@Nullable Receipt receipt,
    boolean handInAgain,
    @Nullable Instant neededBy,
    Instant createdAt) {

  static MonthStatusBody of(MonthRow row, DocumentFacts facts) {
    Submission submission = row.submission();
    var progress = submission.progress();
    SubmissionState state = progress.state();
    return new MonthStatusBody(
        NamedPerson.assisted(submission, facts),
        NamedPerson.assistant(submission, facts),
        submission.ref().submissionId().value(),
        submission.ref().tenantId().value(),
        submission.details().reference().orElse(null),
        state,
        submission.missingRoles(),
        SubmissionBody.Queue.of(progress),
        SubmissionBody.Receipt.of(progress),
        state.isInVain() && !row.isMadeUpFor(),
        submission.neededBy().orElse(null),
        submission.createdAt());
  }
}
