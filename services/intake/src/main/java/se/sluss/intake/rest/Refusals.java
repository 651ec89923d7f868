package se.sluss.intake.rest;

import java.util.List;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.DocumentFault;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** The one table of what this room refuses and how that is told. */
final class Refusals {
  private Refusals() {}

  static Problem of(AcceptSubmission.Outcome.Refused refused) {
    return switch (refused.why()) {
      case CheckedDocument.Unreadable(String detail) -> Problem.of(ProblemType.NOT_XML, detail);
      case CheckedDocument.WithDoctype _ ->
          Problem.of(
              ProblemType.DOCTYPE_REFUSED,
              "Send the document without a document type declaration.");
      case CheckedDocument.OfUnknownKind _ ->
          Problem.of(
              ProblemType.UNKNOWN_DOCUMENT,
              "Send a root element that the authority's E-IOA or ELT schema declares.");
      case CheckedDocument.Faulty faulty -> invalid(faulty.faults());
      case CheckedDocument.Sound _ ->
          throw new IllegalStateException("A sound document is not refused");
    };
  }

  static Problem otherBytes() {
    return Problem.of(
        ProblemType.DOCUMENT_ID_CONFLICT,
        "The tenant handed in other bytes under this document identifier. Make a new identifier"
            + " for a changed document.");
  }

  static Problem tooLateToCancel(SubmissionState state) {
    return Problem.of(
        ProblemType.STATE_CONFLICT,
        "The submission can no longer be stopped, it is " + state + ".");
  }

  private static Problem invalid(List<DocumentFault> faults) {
    return Problem.of(
            ProblemType.VALIDATION_FAILED, "Correct the document at every place that is listed.")
        .withErrors(
            faults.stream()
                .map(fault -> new Problem.Fault(fault.xpath(), fault.code(), fault.detail()))
                .toList());
  }
}
