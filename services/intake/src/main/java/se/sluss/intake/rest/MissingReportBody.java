package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.Submission;
import se.sluss.model.contract.DocumentFacts;

/**
 * People who may still have something to report.
 *
 * @param lastSubmissionId the last of their reports of the month before that counts
 * @param lastReference its sender's own words for that
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MissingReportBody(
    NamedPerson assistedPerson,
    NamedPerson assistant,
    String tenantId,
    String lastSubmissionId,
    @Nullable String lastReference) {

  static MissingReportBody of(Submission last, DocumentFacts facts) {
    return new MissingReportBody(
        NamedPerson.assisted(last, facts),
        NamedPerson.assistant(last, facts),
        last.ref().tenantId().value(),
        last.ref().submissionId().value(),
        last.details().reference().orElse(null));
  }
}
