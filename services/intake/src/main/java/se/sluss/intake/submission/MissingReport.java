package se.sluss.intake.submission;

import se.sluss.model.sealed.SealedBytes;

/**
 * People of whom there is no report of a month.
 *
 * @param last their latest of the month before that was neither stopped nor refused nor left
 *     unsigned
 * @param document of that
 */
public record MissingReport(Submission last, SealedBytes document) {}
