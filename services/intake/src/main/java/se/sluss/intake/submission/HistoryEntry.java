package se.sluss.intake.submission;

import java.time.Instant;

/**
 * One thing that happened to a submission.
 *
 * @param state where it stood after that
 * @param at when it happened, by the clock of the room that told of it
 * @param code why, stable, for programs
 * @param why the same as a sentence
 * @param next what comes next, as a sentence
 */
public record HistoryEntry(
    SubmissionState state, Instant at, String code, String why, String next) {}
