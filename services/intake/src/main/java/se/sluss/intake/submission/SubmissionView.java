package se.sluss.intake.submission;

import java.util.List;

/**
 * A submission as its owner sees it.
 *
 * @param history what happened, in the order in which it became known here
 * @param version changes whenever anything of it does
 */
public record SubmissionView(Submission submission, List<HistoryEntry> history, String version) {}
