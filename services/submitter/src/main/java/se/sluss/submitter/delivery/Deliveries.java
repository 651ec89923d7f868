package se.sluss.submitter.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.SealedBytes;

/** The stored jobs and attempts. Every method works inside the caller's transaction. */
public interface Deliveries {

  /** What is kept sealed of a job. */
  record Sealed(
      String entry, String documentSha256, SealedBytes document, SealedBytes signatures) {}

  /** What a locked job was and what it has become. */
  record Change(Delivery before, Delivery after) {}

  /** A job's place in its lane. */
  record Place(long position, Instant estimatedStart) {}

  /**
   * A place as it is told.
   *
   * @param turn among its tenant's jobs of the same date, the higher goes later
   * @param standsStill why the lane sends nothing; empty while it runs
   */
  record Told(Place place, long turn, Optional<String> standsStill) {}

  /**
   * A stored document, and whose it is.
   *
   * @param queuedAt when it came; never changes
   */
  record Kept(SubmissionRef submission, Sealed sealed, Instant queuedAt) {}

  /** How many jobs were placed or taken back, and in which lanes they have places now. */
  record Placed(int jobs, Set<ConnectionId> lanes) {}

  /** An attempt whose end nobody has told in time. */
  record Overdue(SubmissionId submission, AttemptId attempt) {}

  /** How an attempt ended. */
  record Ended(
      AttemptId attempt,
      SubmitOutcome outcome,
      @Nullable Integer httpStatus,
      @Nullable SealedBytes response,
      @Nullable Duration duration) {}

  /** The database's clock. */
  Instant now();

  /** Holds off all others that say this of the same submission until the transaction ends. */
  void oneAtATime(SubmissionId submission);

  /**
   * Stores a job, which has no place yet; false when the submission has one.
   *
   * @param neededBy when the authority must have it, UTC; null when no date is known
   */
  boolean insert(Delivery delivery, Sealed sealed, @Nullable Instant neededBy);

  /** The job, locked until the transaction ends. */
  default Optional<Delivery> lock(SubmissionId submission) {
    return lockAll(List.of(submission)).stream().findFirst();
  }

  /** Those of these jobs that are known, locked in the given order until the transaction ends. */
  List<Delivery> lockAll(List<SubmissionId> submissions);

  /** As {@link #saveAll}, of one. */
  default void save(Delivery before, Delivery after) {
    saveAll(List.of(new Change(before, after)));
  }

  /** Writes what locked jobs have become, and counts them in or out of their tenants' queues. */
  void saveAll(List<Change> changes);

  SubmissionRef submission(SubmissionId submission);

  /** What is to be sent; without those that have no job. */
  Map<SubmissionId, Kept> kept(List<SubmissionId> submissions);

  /** As {@link #places}, of one. */
  default Optional<Told> place(SubmissionId submission) {
    return Optional.ofNullable(places(List.of(submission)).get(submission));
  }

  /**
   * Computed from the rows that the choice is made from, and noted as told; without those that are
   * not queued.
   */
  Map<SubmissionId, Told> places(List<SubmissionId> submissions);

  /**
   * How attempts ended; what is known already stays, unless it was only that nobody knew.
   *
   * @param ended of each attempt once
   * @return the numbers of the attempts, from 1, whose ends are kept
   */
  Map<AttemptId, Integer> end(List<Ended> ended);

  /** Attempts past their time, the oldest first; locks nothing. */
  List<Overdue> overdue(int most);

  /** Locks the attempt's job; false when it has an end by now or somebody else holds the job. */
  boolean lockIfStillOverdue(AttemptId attempt);

  /** Whether the vendor has a connection for this service and mode, its own or a lent one. */
  boolean hasConnection(SubmissionRef submission);

  /**
   * Gives queued jobs that have no place yet their place in the lane of their vendor's connection,
   * or of the one that is lent to it, where there is one; and takes back what waits in a lane that
   * is not lent to it any more.
   */
  Placed placeInLanes(int most);

  /** Jobs whose place nobody has told yet, in order, locked; those that are held are passed by. */
  List<Delivery> untold(int most);

  /** Remembers that a submission is to be stopped when it comes. */
  void cancelWhenItComes(SubmissionRef submission);

  /** Whether a submission was to be stopped when it comes; forgets it. */
  boolean takeEarlyCancel(SubmissionId submission);

  /** Forgets wishes for submissions that have not come for so long; how many. */
  int forgetEarlyCancels(Duration olderThan);
}
