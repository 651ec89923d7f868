package se.sluss.intake.submission;

import se.sluss.model.sealed.SealedBytes;

/**
 * One report in the table of a month, with its document.
 *
 * @param isMadeUpFor whether there is another one of the same people and month that came later, or
 *     was neither stopped nor refused nor left unsigned
 */
public record MonthRow(Submission submission, SealedBytes document, boolean isMadeUpFor) {}
