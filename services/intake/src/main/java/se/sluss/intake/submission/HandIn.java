package se.sluss.intake.submission;

import java.util.List;
import java.util.Optional;
import se.sluss.intake.rules.Finding;
import se.sluss.model.event.CollectedSignature;

/**
 * What somebody wants taken in.
 *
 * @param reference the sender's own words for it
 * @param signatures that it comes with, next first, not verified
 * @param request what is wrong with the request around the document
 */
public record HandIn(
    CheckedDocument document,
    NeededBy neededBy,
    Optional<String> reference,
    List<CollectedSignature> signatures,
    List<Finding> request) {}
