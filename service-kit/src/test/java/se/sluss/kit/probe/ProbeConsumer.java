package se.sluss.kit.probe;

import io.opentelemetry.api.trace.Span;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import se.sluss.kit.inbox.EventInbox;
import se.sluss.kit.inbox.ReceivedEvent;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.StoreException;

/** A consumer as a room would have one; fails for the keys that it is told to. */
@ApplicationScoped
public class ProbeConsumer {
  private final EventInbox inbox;
  private final ProbeTable probes;
  private final Outbox outbox;
  private final Set<String> poison = ConcurrentHashMap.newKeySet();
  private final Set<String> awayOnce = ConcurrentHashMap.newKeySet();
  private final List<Handled> handled = new CopyOnWriteArrayList<>();

  public ProbeConsumer(EventInbox inbox, ProbeTable probes, Outbox outbox) {
    this.inbox = inbox;
    this.probes = probes;
    this.outbox = outbox;
  }

  /** A run of the handler, whether or not its transaction was committed. */
  public record Handled(ReceivedEvent event, String traceId) {}

  @Incoming("signing")
  @Blocking
  public void take(ConsumerRecords<String, byte[]> records) {
    inbox.process(records, this::on);
  }

  public void failFor(String key) {
    poison.add(key);
  }

  public void beAwayOnceFor(String key) {
    awayOnce.add(key);
  }

  public List<Handled> handled(String key) {
    return handled.stream().filter(h -> h.event().event().key().equals(key)).toList();
  }

  private void on(ReceivedEvent event) {
    String key = event.event().key();
    handled.add(new Handled(event, Span.current().getSpanContext().getTraceId()));
    probes.add(event.id().value(), "ven", "ten", "test", key);
    if (poison.contains(key)) {
      throw new IllegalArgumentException("cannot be applied");
    }
    if (awayOnce.remove(key)) {
      throw new StoreException("gone", new SQLTransientConnectionException("gone", "08006"));
    }
    outbox.append(event.event());
  }
}
