package se.sluss.intake.rest;

import java.util.List;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.DocumentFault;
import se.sluss.intake.submission.NeededBy;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** The one table of what this room refuses and how that is told. */
final class Refusals {
  private Refusals() {}

  static Problem of(AcceptSubmission.Outcome.Refused refused) {
    Problem document = of(refused.why());
    return refused.date().map(fault -> with(document, fault)).orElse(document);
  }

  private static Problem of(CheckedDocument why) {
    return switch (why) {
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
          Problem.of(ProblemType.VALIDATION_FAILED, "Correct the date, or leave it out.");
    };
  }

  private static Problem with(Problem document, NeededBy.Fault fault) {
    return switch (fault) {
      case UNREADABLE ->
          document.withError(
              "#/neededBy",
              "invalid-value",
              "must be a date such as 2026-12-05, or a time with an offset such as"
                  + " 2026-12-05T12:00:00Z");
      case PASSED -> document.withError("#/neededBy", "already-passed", "has passed already");
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
