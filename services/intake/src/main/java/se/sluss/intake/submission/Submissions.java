package se.sluss.intake.submission;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.SealedBytes;

/**
 * Where submissions are kept. Every method runs in the caller's transaction and sees what that
 * transaction may see; what another owner has is as absent as what nobody has.
 */
public interface Submissions {
  /**
   * Keeps new submissions of one tenant with their first entries and their documents. Waits for
   * those of the same documents, and for reports of the same numbers, that are being added.
   *
   * @return those that were kept; nothing is kept of one whose document the tenant has handed in
   *     before, of a report whose number is taken, or of one of which something was presumed that
   *     does not hold
   */
  Set<SubmissionId> add(List<ReadySubmission> submissions);

  /** The submission that holds a document's own identifier. */
  Optional<SubmissionView> byDocument(SubmissionRef wanted);

  /**
   * The tenant's reports of the same person, assistant and month.
   *
   * @param subject with a month
   */
  Reports reports(TenantId tenantId, Mode mode, Subject subject, String documentId);

  /** Reads a submission to change it; nobody else changes it until the transaction ends. */
  Optional<Submission> lock(String id);

  /** Keeps where a locked submission stands now, and what happened if that is to be shown. */
  void save(Submission submission, Optional<HistoryEntry> entry);

  /** A submission with its history. */
  Optional<SubmissionView> view(String id);

  /** The submission and its exact bytes, sealed. */
  Optional<SealedDocument> document(String id);

  /**
   * Newest first by time and identifier.
   *
   * @param after begins behind this place; null begins with the newest
   */
  List<SubmissionView> list(Owner owner, Wanted wanted, @Nullable Place after, int limit);

  /**
   * The reports of a month, by assisted person, assistant and identifier.
   *
   * @param after begins behind this place, as {@link #monthPlace} says it; null from the first
   */
  List<MonthRow> month(Owner owner, YearMonth month, @Nullable String after, int limit);

  /**
   * Those people of whom there was a report the month before and is none now, in the order of
   * {@link #month}; of each the last such report.
   *
   * @param after as there
   */
  List<MissingReport> missing(Owner owner, YearMonth month, @Nullable String after, int limit);

  /** How all reports of a month stand, added up. */
  MonthSums sums(Owner owner, YearMonth month);

  /** Remembers by which order these were signed; again changes nothing. */
  void signedBy(SigningOrderCompleted order);

  /** The place of a report in the table of its month. */
  static String monthPlace(Submission report) {
    Subject people = report.people();
    return people.personKey() + people.assistantKey() + report.ref().submissionId().value();
  }

  /**
   * What is there of a month.
   *
   * @param another whether another document is one, and was neither stopped nor refused nor left
   *     unsigned
   * @param next one more than the greatest of their numbers
   */
  record Reports(boolean another, int next) {}

  /** A place in the list. */
  record Place(Instant createdAt, String id) {}

  /** A kept document, with the SHA-256 of its exact bytes in lower-case hex. */
  record SealedDocument(SubmissionRef ref, String sha256, SealedBytes bytes) {}
}
