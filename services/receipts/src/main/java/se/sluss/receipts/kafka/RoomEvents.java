package se.sluss.receipts.kafka;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.inbox.EventInbox;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.receipts.event.RecordEvents;
import se.sluss.receipts.evidence.CollectEvidence;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;

/** What the other rooms tell. */
@ApplicationScoped
public class RoomEvents {
  private final EventInbox inbox;
  private final RecordEvents record;
  private final CollectEvidence evidence;
  private final ClientDirectory clients;
  private final DeliveryWorker worker;

  public RoomEvents(
      EventInbox inbox,
      RecordEvents record,
      CollectEvidence evidence,
      ClientDirectory clients,
      DeliveryWorker worker) {
    this.inbox = inbox;
    this.record = record;
    this.evidence = evidence;
    this.clients = clients;
    this.worker = worker;
  }

  /** Who may call, and what was handed in. */
  @Incoming("intake")
  @Blocking
  public void intake(ConsumerRecords<String, byte[]> records) {
    inbox.process(
        records,
        received -> {
          clients.apply(received.event());
          evidence.on(received);
        });
  }

  @Incoming("signing")
  @Blocking
  public void signing(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::apply);
    worker.wake();
  }

  @Incoming("submitter")
  @Blocking
  public void submitter(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::apply);
    worker.wake();
  }

  private void apply(ReceivedEvent received) {
    record.on(received);
    evidence.on(received);
  }
}
