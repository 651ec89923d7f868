package se.sluss.submitter.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.inbox.EventInbox;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.submitter.delivery.QueueSubmission;

/** What intake tells: who may call, and what is to be stopped. */
@ApplicationScoped
class IntakeEvents {
  private final EventInbox inbox;
  private final ClientDirectory clients;
  private final QueueSubmission queueSubmission;

  IntakeEvents(EventInbox inbox, ClientDirectory clients, QueueSubmission queueSubmission) {
    this.inbox = inbox;
    this.clients = clients;
    this.queueSubmission = queueSubmission;
  }

  @Incoming("intake")
  @Blocking
  void intake(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
  }

  private void on(ReceivedEvent received) {
    clients.apply(received.event());
    if (received.event() instanceof SubmissionCancelRequested asked) {
      queueSubmission.cancel(asked.submission());
    }
  }
}
