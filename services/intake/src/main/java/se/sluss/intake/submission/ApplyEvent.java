package se.sluss.intake.submission;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.intake.ops.IntakeMetrics;
import se.sluss.model.event.SubmissionEvent;

/** Leads the status of a submission on. Runs in the transaction of the event's batch. */
@ApplicationScoped
public class ApplyEvent {
  private static final Logger LOG = Logger.getLogger(ApplyEvent.class);

  private final Submissions submissions;
  private final IntakeMetrics metrics;

  public ApplyEvent(Submissions submissions, IntakeMetrics metrics) {
    this.submissions = submissions;
    this.metrics = metrics;
  }

  /**
   * Applies one event.
   *
   * @throws IllegalStateException when it is about a submission that was never handed in here
   */
  public void apply(SubmissionEvent event) {
    Submission before =
        submissions
            .lock(event.key())
            .orElseThrow(
                () -> new IllegalStateException("No submission is known as " + event.key()));
    switch (StatusMoves.after(before.progress(), event)) {
      case Effect.Applied(Progress progress, var entry) ->
          submissions.save(before.with(progress), entry);
      case Effect.Late _ -> metrics.lateEvent(event.type());
      case Effect.Contradiction(SubmissionState told) -> {
        metrics.contradictingEvent(event.type());
        LOG.errorf(
            "An event contradicts what is known submissionId=%s state=%s told=%s",
            event.key(), before.progress().state(), told);
      }
    }
  }
}
