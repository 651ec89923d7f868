package se.sluss.intake.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import se.sluss.intake.submission.ApplyEvent;
import se.sluss.intake.submission.Submissions;
import se.sluss.kit.inbox.EventInbox;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SubmissionEvent;

/** Leads the status view on by what signing, submitter and receipts tell. */
@ApplicationScoped
public class StatusConsumer {
  private final EventInbox inbox;
  private final ApplyEvent status;
  private final Submissions submissions;

  public StatusConsumer(EventInbox inbox, ApplyEvent status, Submissions submissions) {
    this.inbox = inbox;
    this.status = status;
    this.submissions = submissions;
  }

  @Incoming("signing")
  @Blocking
  void signing(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
  }

  @Incoming("submitter")
  @Blocking
  void submitter(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
  }

  @Incoming("receipts")
  @Blocking
  void receipts(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
  }

  /** Connections are no part of the view. */
  private void on(ReceivedEvent received) {
    if (received.event() instanceof SubmissionEvent event) {
      status.apply(event);
    } else if (received.event() instanceof SigningOrderCompleted order) {
      submissions.signedBy(order);
    }
  }
}
