package se.sluss.intake.submission;

import java.util.List;
import java.util.Optional;
import se.sluss.intake.rules.Finding;
import se.sluss.model.event.CollectedSignature;

/**
 * What somebody wants taken in.
 *
 * @param reference the sender's own words for it
 * @param request what is wrong with the request around the document
 */
public record HandIn(
    CheckedDocument document,
    NeededBy neededBy,
    Optional<String> reference,
    Brought brought,
    List<Finding> request) {

  /** Those that it comes with and that could be read, next first, not verified. */
  public List<CollectedSignature> signatures() {
    return brought.read();
  }
}
