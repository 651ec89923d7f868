package se.sluss.submitter.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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

  /** A job's place in its lane. */
  record Place(long position, Instant estimatedStart) {}

  /** An attempt whose end nobody has told in time. */
  record Overdue(SubmissionId submission, AttemptId attempt) {}

  /** How an attempt ended. */
  record Ended(
      SubmitOutcome outcome,
      @Nullable Integer httpStatus,
      @Nullable SealedBytes response,
      @Nullable Duration duration) {}

  /** The database's clock. */
  Instant now();

  /** Holds off all others that say this of the same submission until the transaction ends. */
  void oneAtATime(SubmissionId submission);

  /** Stores a job; false when the submission has one. */
  boolean insert(Delivery delivery, Sealed sealed);

  /** The job, locked until the transaction ends. */
  Optional<Delivery> lock(SubmissionId submission);

  void save(Delivery delivery);

  SubmissionRef submission(SubmissionId submission);

  Sealed sealed(SubmissionId submission);

  Place place(Delivery delivery);

  /** How an attempt ended; what is known already stays, unless it was only that nobody knew. */
  void end(AttemptId attempt, Ended ended);

  /** The number of an attempt, from 1. */
  int attemptNumber(AttemptId attempt);

  /** Attempts past their time, the oldest first; locks nothing. */
  List<Overdue> overdue(int most);

  /** Locks the attempt's job; false when it has an end by now or somebody else holds the job. */
  boolean lockIfStillOverdue(AttemptId attempt);

  /** The vendor's connection for this service and mode. */
  Optional<ConnectionId> connectionFor(SubmissionRef submission);

  /** Gives jobs that wait for a connection the one that exists by now; answers with them. */
  List<Delivery> connectWaiting(int most);

  /** Remembers that a submission is to be stopped when it comes. */
  void cancelWhenItComes(SubmissionRef submission);

  /** Whether a submission was to be stopped when it comes; forgets it. */
  boolean takeEarlyCancel(SubmissionId submission);

  /** Forgets wishes for submissions that have not come for so long; how many. */
  int forgetEarlyCancels(Duration olderThan);
}
