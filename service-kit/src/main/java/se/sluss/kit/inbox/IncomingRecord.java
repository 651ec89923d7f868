package se.sluss.kit.inbox;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import se.sluss.kit.outbox.CloudEvent;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.Topic;
import se.sluss.model.event.UnreadableEventException;
import se.sluss.model.id.EventId;

/** A record off a topic: an event of ours, or not. */
sealed interface IncomingRecord {
  /** An event, with the record it came in and the context it was sent in. */
  record Readable(ConsumerRecord<String, byte[]> raw, ReceivedEvent event, String traceparent)
      implements IncomingRecord {}

  /** Nothing that we know how to read; the reason holds nothing of the content. */
  record Unreadable(String reason) implements IncomingRecord {}

  static IncomingRecord of(ConsumerRecord<String, byte[]> raw) {
    Headers headers = raw.headers();
    Optional<EventId> id = CloudEvent.header(headers, CloudEvent.ID).flatMap(EventId::parse);
    Optional<Instant> time =
        CloudEvent.header(headers, CloudEvent.TIME).flatMap(IncomingRecord::time);
    Optional<String> type = CloudEvent.header(headers, CloudEvent.TYPE);
    if (id.isEmpty() || time.isEmpty() || type.isEmpty()) {
      return new Unreadable("an attribute ce_id, ce_type or ce_time is missing or not valid");
    }
    byte[] data = raw.value();
    if (data == null) {
      return new Unreadable("the record has no data");
    }
    try {
      ReceivedEvent event =
          new ReceivedEvent(
              id.get(),
              time.get(),
              EventJson.read(type.get(), data),
              context(headers, CloudEvent.ORIGIN),
              Topic.ofName(raw.topic()));
      return new Readable(raw, event, context(headers, CloudEvent.TRACEPARENT));
    } catch (UnreadableEventException | IllegalArgumentException e) {
      return new Unreadable("the type is not known here or the data does not fit it");
    }
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A context that is not valid is dropped whole. */
  private static String context(Headers headers, String name) {
    return CloudEvent.header(headers, name)
        .filter(text -> Traceparent.read(text).isValid())
        .orElse("");
  }
}
