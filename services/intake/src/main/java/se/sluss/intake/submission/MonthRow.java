package se.sluss.intake.submission;

import se.sluss.model.sealed.SealedBytes;

/** One report in the table of a month, with its document. */
public record MonthRow(Submission submission, SealedBytes document) {}
