package se.sluss.kit.inbox;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import se.sluss.kit.inbox.IncomingRecord.Readable;
import se.sluss.kit.inbox.IncomingRecord.Unreadable;
import se.sluss.kit.tenancy.Transactions;

/**
 * The inbox over the room's database. A batch is one transaction; when one of its events fails by
 * itself, the batch is rolled back and repeated event by event, so that only that one is put aside.
 */
@ApplicationScoped
class Inbox implements EventInbox {
  private static final Logger LOG = Logger.getLogger(Inbox.class);

  private final Transactions transactions;
  private final InboxMarks marks;
  private final EventSpans spans;
  private final DeadLetters deadLetters;
  private final Patience patience;
  private final AtWork atWork;

  Inbox(
      Transactions transactions,
      InboxMarks marks,
      EventSpans spans,
      DeadLetters deadLetters,
      Patience patience,
      AtWork atWork) {
    this.transactions = transactions;
    this.marks = marks;
    this.spans = spans;
    this.deadLetters = deadLetters;
    this.patience = patience;
    this.atWork = atWork;
  }

  void stop(@Observes ShutdownEvent event) {
    patience.end();
  }

  @Override
  public void process(ConsumerRecords<String, byte[]> batch, EventHandler handler) {
    atWork.during(() -> applyBatch(batch, handler));
  }

  private void applyBatch(ConsumerRecords<String, byte[]> batch, EventHandler handler) {
    List<Readable> readable = new ArrayList<>(batch.count());
    for (ConsumerRecord<String, byte[]> raw : batch) {
      switch (IncomingRecord.of(raw)) {
        case Readable event -> readable.add(event);
        case Unreadable unreadable -> putAside(raw, unreadable.reason());
      }
    }
    if (readable.isEmpty()) {
      return;
    }
    // The order of each key stays. Two batches that meet on the same rows take them in one order,
    // and so cannot wait for each other.
    readable.sort(Comparator.comparing(event -> event.event().event().key()));
    try {
      patience.during(() -> applyTogether(readable, handler));
    } catch (RuntimeException e) {
      if (patience.ended() || readable.size() == 1) {
        giveUp(readable.getFirst(), e);
      } else {
        LOG.warnf(
            "A batch is applied event by event since one of them failed size=%d", readable.size());
        readable.forEach(event -> applyAlone(event, handler));
      }
    }
  }

  private void applyTogether(List<Readable> events, EventHandler handler) {
    transactions.asSystem(() -> events.forEach(event -> apply(event, handler)));
  }

  private void applyAlone(Readable event, EventHandler handler) {
    try {
      patience.during(() -> applyTogether(List.of(event), handler));
    } catch (RuntimeException e) {
      giveUp(event, e);
    }
  }

  private void apply(Readable event, EventHandler handler) {
    if (marks.isNew(event.event().id(), event.event().time())) {
      spans.process(event, () -> handler.on(event.event()));
    }
  }

  /** At the end of the process nothing is put aside: the record comes again. */
  private void giveUp(Readable event, RuntimeException cause) {
    if (patience.ended()) {
      throw cause;
    }
    LOG.errorf(
        cause,
        "An event could not be applied eventId=%s topic=%s",
        event.event().id(),
        event.raw().topic());
    putAside(event.raw(), "the room could not apply the event");
  }

  private void putAside(ConsumerRecord<String, byte[]> raw, String reason) {
    patience.during(() -> deadLetters.put(raw, reason));
  }
}
