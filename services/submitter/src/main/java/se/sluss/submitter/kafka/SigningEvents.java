package se.sluss.submitter.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import se.sluss.kit.inbox.EventInbox;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.submitter.delivery.QueueSubmission;
import se.sluss.submitter.governor.LaneRunners;

/** What signing tells: documents that are ready to go. */
@ApplicationScoped
class SigningEvents {
  private final EventInbox inbox;
  private final QueueSubmission queueSubmission;
  private final LaneRunners lanes;

  SigningEvents(EventInbox inbox, QueueSubmission queueSubmission, LaneRunners lanes) {
    this.inbox = inbox;
    this.queueSubmission = queueSubmission;
    this.lanes = lanes;
  }

  @Incoming("signing")
  @Blocking
  void signing(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
    lanes.takeIn();
  }

  private void on(ReceivedEvent received) {
    if (received.event() instanceof SubmissionSigned signed) {
      queueSubmission.queue(signed, received.originTraceparent());
    }
  }
}
