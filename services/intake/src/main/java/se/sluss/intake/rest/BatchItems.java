package se.sluss.intake.rest;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import se.sluss.intake.batch.Batch;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.rules.Language;
import se.sluss.intake.submission.AcceptSubmission.Outcome;
import se.sluss.intake.submission.Judgement;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.kit.auth.TenantGate;
import se.sluss.kit.problem.Problem;
import se.sluss.model.event.TenantStatus;

/** Tells what became of one document of many as it would be told of it alone. */
@ApplicationScoped
public class BatchItems {

  Batch.Item of(int number, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(SubmissionView view) -> taken(number, view, false);
      case Outcome.KnownAlready(SubmissionView view) -> taken(number, view, true);
      case Outcome.SignaturesTooLate _ ->
          refused(
              Refusals.signaturesTooLate(),
              inRequest(number, List.of(Finding.of("#/signatures", Code.TOO_LATE))));
      case Outcome.OtherBytes _ -> refused(Refusals.otherBytes(), List.of());
      case Outcome.Refused(Judgement why) ->
          refused(Refusals.of(why, Language.ENGLISH), inRequest(number, why.errors()));
      case Outcome.UnknownTenant _ -> throw Problem.notFound();
      case Outcome.TenantNotActive(TenantStatus status) -> throw TenantGate.refusal(status);
    };
  }

  private static Batch.Item taken(int number, SubmissionView view, boolean known) {
    var submission = view.submission();
    return new Batch.Item.Taken(
        submission.ref().submissionId(),
        submission.ref().documentId(),
        known,
        submission.progress().state(),
        inRequest(number, submission.details().warnings()));
  }

  private static Batch.Item refused(Problem problem, List<Finding> errors) {
    return new Batch.Item.Refused(
        problem.type().status(), problem.type().slug(), problem.detail(), errors);
  }

  /** A JSON Pointer leads through the whole request; an XPath stays in its file. */
  private static List<Finding> inRequest(int number, List<Finding> findings) {
    return findings.stream()
        .map(
            f ->
                f.place().startsWith("#")
                    ? new Finding(
                        "#/documents/" + number + f.place().substring(1), f.code(), f.names())
                    : f)
        .toList();
  }
}
