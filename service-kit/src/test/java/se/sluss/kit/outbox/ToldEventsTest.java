package se.sluss.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.Probes;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;

class ToldEventsTest {
  private final SubmissionId id = SubmissionId.next();
  private final ConnectionId connection = ConnectionId.next();

  @Test
  void aStepIsFoundByItsSubmission() {
    assertThat(ToldEvents.words(queued(QueuedReason.SIGNED)))
        .hasValueSatisfying(
            words ->
                assertThat(words)
                    .startsWith("An event is told type=submission.queued submissionId=" + id)
                    .contains("connectionId=" + connection));
  }

  @Test
  void aPlaceThatMovedIsNoStep() {
    assertThat(ToldEvents.words(queued(QueuedReason.PLACE_CHANGED))).isEmpty();
  }

  private SubmissionQueued queued(QueuedReason reason) {
    var submission = ((SubmissionEvent) Probes.event(id)).submission();
    return new SubmissionQueued(submission, connection, 1, Instant.EPOCH, reason, Instant.EPOCH);
  }
}
