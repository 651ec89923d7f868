package se.sluss.intake.submission;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;

/**
 * Everything that is to be said about one document of one tenant.
 *
 * @param document what was found in it
 * @param findings of the document, its owner and what is there already
 * @param request what is wrong with the request around it
 * @param date what is wrong with the date by which it is needed
 */
public record Judgement(
    CheckedDocument document,
    List<Finding> findings,
    List<Finding> request,
    Optional<NeededBy.Fault> date) {

  /** What keeps it out, the document's before the request's; of a document that can be read. */
  public List<Finding> errors() {
    Stream<Finding> ofDate =
        date.stream()
            .map(
                fault ->
                    Finding.of(
                        "#/neededBy",
                        switch (fault) {
                          case UNREADABLE -> Code.NEEDED_BY_UNREADABLE;
                          case PASSED -> Code.ALREADY_PASSED;
                        }));
    return Stream.of(findings.stream().filter(Finding::isError), request.stream(), ofDate)
        .flatMap(each -> each)
        .toList();
  }

  public List<Finding> warnings() {
    return findings.stream().filter(finding -> !finding.isError()).toList();
  }

  /** The same with one thing more about the document. */
  Judgement with(Finding finding) {
    return new Judgement(
        document, Stream.concat(findings.stream(), Stream.of(finding)).toList(), request, date);
  }

  /** Whether the date by which it is needed has passed. */
  boolean isLate() {
    return date.equals(Optional.of(NeededBy.Fault.PASSED));
  }

  /** The same of what was there before its date had passed. */
  Judgement inTime() {
    return new Judgement(document, findings, request, Optional.empty());
  }

  /** Whether nothing but the date could keep it out. */
  boolean isSoundButForItsDate() {
    return document instanceof CheckedDocument.Sound
        && request.isEmpty()
        && findings.stream().noneMatch(Finding::isError);
  }
}
