package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.SubmissionCancelRequested;

/**
 * Asks that a submission be stopped. The room that holds it decides: when its call begins first, it
 * goes on. Runs in the caller's transaction. Asking again changes nothing.
 */
@ApplicationScoped
public class CancelSubmission {
  private final Submissions submissions;
  private final Outbox outbox;
  private final InstantSource clock;

  public CancelSubmission(Submissions submissions, Outbox outbox, InstantSource clock) {
    this.submissions = submissions;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** What became of the request. */
  public sealed interface Outcome {
    /** It is on its way to the room that holds the submission, or was stopped before. */
    record Requested() implements Outcome {}

    /** It is too late. */
    record TooLate(SubmissionState state) implements Outcome {}

    /** The caller has no such submission. */
    record Unknown() implements Outcome {}
  }

  /** Asks for a submission of that owner. */
  public Outcome cancel(Owner owner, String id) {
    Optional<Submission> found =
        submissions.lock(id).filter(submission -> owner.owns(submission.ref()));
    if (found.isEmpty()) {
      return new Outcome.Unknown();
    }
    Submission submission = found.get();
    Progress progress = submission.progress();
    if (progress.state() == SubmissionState.CANCELLED) {
      return new Outcome.Requested();
    }
    if (!progress.mayBeCancelled()) {
      return new Outcome.TooLate(progress.state());
    }
    if (progress.cancelRequestedAt().isEmpty()) {
      Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
      submissions.save(
          submission.with(progress.cancelRequested(now)),
          Optional.of(History.cancelRequested(progress.state(), now)));
      outbox.append(new SubmissionCancelRequested(submission.ref(), now));
    }
    return new Outcome.Requested();
  }
}
