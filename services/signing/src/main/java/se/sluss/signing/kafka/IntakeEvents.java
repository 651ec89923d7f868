package se.sluss.signing.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.inbox.EventInbox;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.signing.order.AcceptForSigning;

/** Submissions and API clients, as intake tells them. */
@ApplicationScoped
public class IntakeEvents {
  private final EventInbox inbox;
  private final ClientDirectory clients;
  private final AcceptForSigning acceptForSigning;

  public IntakeEvents(
      EventInbox inbox, ClientDirectory clients, AcceptForSigning acceptForSigning) {
    this.inbox = inbox;
    this.clients = clients;
    this.acceptForSigning = acceptForSigning;
  }

  @Incoming("intake")
  @Blocking
  public void intake(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
  }

  private void on(ReceivedEvent received) {
    switch (received.event()) {
      case SubmissionAccepted event -> acceptForSigning.accepted(received, event);
      case SubmissionCancelRequested event -> acceptForSigning.cancelRequested(event);
      default -> clients.apply(received.event());
    }
  }
}
