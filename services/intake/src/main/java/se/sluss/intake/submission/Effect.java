package se.sluss.intake.submission;

import java.util.Optional;

/** What an event means to the status of a submission. */
public sealed interface Effect {
  /**
   * It stands here now.
   *
   * @param entry empty when only figures changed
   */
  record Applied(Progress progress, Optional<HistoryEntry> entry) implements Effect {}

  /** Something later is known already; nothing changes. */
  record Late() implements Effect {}

  /** It cannot be true together with what is known; nothing changes, and somebody should look. */
  record Contradiction(SubmissionState told) implements Effect {}
}
