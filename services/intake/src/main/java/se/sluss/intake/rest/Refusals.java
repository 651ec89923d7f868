package se.sluss.intake.rest;

import java.util.List;
import java.util.Optional;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.rules.Language;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.Judgement;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/** The one table of what this room refuses and how that is told. */
final class Refusals {
  private Refusals() {}

  /** What keeps a document out, in the words of a language. */
  static Problem of(Judgement judgement, Language language) {
    Problem problem = unreadable(judgement.document()).orElseGet(() -> invalid(judgement));
    return problem.withErrors(faults(judgement.errors(), language));
  }

  private static List<Problem.Fault> faults(List<Finding> findings, Language language) {
    return findings.stream()
        .map(f -> new Problem.Fault(f.place(), f.code().slug(), f.text(language)))
        .toList();
  }

  /** Of what cannot be read as a document that is taken; empty for any other. */
  static Optional<Problem> unreadable(CheckedDocument document) {
    return switch (document) {
      case CheckedDocument.Unreadable(String detail) ->
          Optional.of(Problem.of(ProblemType.NOT_XML, detail));
      case CheckedDocument.WithDoctype _ ->
          Optional.of(
              Problem.of(
                  ProblemType.DOCTYPE_REFUSED,
                  "Send the document without a document type declaration."));
      case CheckedDocument.OfUnknownKind _ ->
          Optional.of(
              Problem.of(
                  ProblemType.UNKNOWN_DOCUMENT,
                  "Send a root element that the authority's E-IOA or ELT schema declares, of a"
                      + " version that is taken."));
      case CheckedDocument.Absent _, CheckedDocument.Faulty _, CheckedDocument.Sound _ ->
          Optional.empty();
    };
  }

  private static Problem invalid(Judgement judgement) {
    return judgement.findings().stream().anyMatch(Finding::isError)
        ? Problem.of(
            ProblemType.VALIDATION_FAILED, "Correct the document at every place that is listed.")
        : members();
  }

  private static Problem members() {
    return Problem.of(ProblemType.VALIDATION_FAILED, "Correct the members that are listed.");
  }

  static Problem otherBytes() {
    return Problem.of(
        ProblemType.DOCUMENT_ID_CONFLICT,
        "The tenant handed in other bytes under this document identifier. Make a new identifier"
            + " for a changed document.");
  }

  static Problem signaturesTooLate() {
    return Problem.of(
            ProblemType.STATE_CONFLICT,
            "The document was handed in before, without signatures or with others, and goes on as"
                + " it came: let people sign here what is missing, or cancel it and hand it in"
                + " under a new identifier, with signatures over that.")
        .withError("#/signatures", "too-late", "are not those that it was handed in with first");
  }

  static Problem tooLateToCancel(SubmissionState state) {
    return Problem.of(
        ProblemType.STATE_CONFLICT,
        "The submission can no longer be stopped, it is " + state + ".");
  }
}
