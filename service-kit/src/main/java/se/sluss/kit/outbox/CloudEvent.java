package se.sluss.kit.outbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import se.sluss.model.event.Topic;

/**
 * The CloudEvents 1.0 binding to Kafka in binary mode: attributes in headers, data in the value.
 *
 * @see <a href="https://github.com/cloudevents/spec">CloudEvents</a>
 */
public final class CloudEvent {
  public static final String ID = "ce_id";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";
  public static final String TRACEPARENT = "traceparent";

  /** The trace in which the matter began; unchanged on the way. */
  public static final String ORIGIN = "ce_traceparent";

  private CloudEvent() {}

  static ProducerRecord<String, byte[]> of(Topic topic, RelayCursor.Row row) {
    ProducerRecord<String, byte[]> made =
        new ProducerRecord<>(topic.topicName(), row.key(), row.data());
    Headers headers = made.headers();
    put(headers, "ce_specversion", "1.0");
    put(headers, ID, row.eventId());
    put(headers, TYPE, row.type());
    put(headers, "ce_source", "/sluss/" + topic.room());
    put(headers, TIME, row.createdAt().toString());
    put(headers, "ce_subject", row.key());
    put(headers, "content-type", "application/json");
    put(headers, TRACEPARENT, row.traceparent());
    put(headers, ORIGIN, row.origin());
    return made;
  }

  /** The last header of a name as text. */
  public static Optional<String> header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  private static void put(Headers headers, String name, String value) {
    if (!value.isEmpty()) {
      headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
