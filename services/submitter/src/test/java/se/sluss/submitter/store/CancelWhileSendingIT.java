package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.Topic;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.DeliveryState;
import se.sluss.submitter.delivery.QueueSubmission;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Grant;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

/** Wishes and losses that meet a call under way. */
@SubmitterTest
class CancelWhileSendingIT extends LaneInPostgres {
  @Inject QueueSubmission queueSubmission;

  @Test
  void cancelDuringACallThatWasShutOffIsNeverSentAfterTheResume() {
    SubmissionId cancelled = job();
    Grant grant = granted();
    cancel(grant);
    assertThat(delivery(cancelled).state()).isInstanceOf(DeliveryState.Sending.class);

    finish(grant, new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false));

    assertThat(delivery(cancelled).state()).isEqualTo(new DeliveryState.Cancelled());
    transactions.asSystem(() -> operate.resume(connection, WHY));
    SubmissionId next = job();
    assertThat(granted().delivery().submission().submissionId()).isEqualTo(next);
    // Before them its place may be told, when the slot is asked for after the room's own round.
    Eventually.holds(
        () ->
            assertThat(told(cancelled))
                .endsWith("SubmissionSending", "SubmissionQueued", "SubmissionCancelled"));
  }

  @Test
  void cancelDuringACallThatMayHaveArrivedDoesNotEndTheResends() {
    SubmissionId doubtful = job();
    Grant grant = granted();
    cancel(grant);

    finish(grant, new SubmitOutcome.InDoubt(Cause.TIME_OUT));

    assertThat(delivery(doubtful).state()).isInstanceOf(DeliveryState.InDoubt.class);
    assertThat(delivery(doubtful).cancelRequested()).isTrue();
    Grant again = granted();
    assertThat(again.delivery().submission().submissionId()).isEqualTo(doubtful);
    finish(again, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));
    assertThat(delivery(doubtful).state()).isInstanceOf(DeliveryState.InDoubt.class);
  }

  @Test
  void lostAttemptThatCannotBeRecordedDoesNotHoldUpTheOthers() {
    job();
    SubmissionId sound = job();
    Grant damaged = granted();
    granted();
    try {
      Rows.change(
          "UPDATE submitter.job SET attempt_id = 'damaged' WHERE submission_id = '%s'"
              .formatted(damaged.delivery().submission().submissionId()));
      Rows.change(
          "UPDATE submitter.attempt SET overdue_at = slot_at WHERE connection_id = '%s'"
              .formatted(connection));

      Eventually.holds(
          () -> assertThat(delivery(sound).state()).isInstanceOf(DeliveryState.InDoubt.class));
      assertThat(
              Rows.read(
                  "SELECT state FROM submitter.job WHERE attempt_id = 'damaged'"
                      + " AND connection_id = '%s'".formatted(connection)))
          .containsExactly("SENDING");
    } finally {
      Rows.change(
          "UPDATE submitter.attempt SET finished_at = now() WHERE connection_id = '%s'"
              .formatted(connection));
    }
  }

  private void cancel(Grant grant) {
    transactions.asSystem(() -> queueSubmission.cancel(grant.delivery().submission()));
  }

  private Delivery delivery(SubmissionId submission) {
    return transactions.asSystem(() -> deliveries.lock(submission)).orElseThrow();
  }

  private static List<String> told(SubmissionId submission) {
    try (KafkaProbe probe = KafkaProbe.onTestServers()) {
      return probe.all(Topic.SUBMITTER.topicName()).stream()
          .filter(record -> submission.value().equals(record.key()))
          .map(
              record ->
                  EventJson.read(
                      KafkaProbe.header(record, "ce_type").orElseThrow(), record.value()))
          .map(SubmissionEvent.class::cast)
          .map(event -> event.getClass().getSimpleName())
          .toList();
    }
  }
}
