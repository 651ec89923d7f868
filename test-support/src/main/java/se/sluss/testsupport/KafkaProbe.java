package se.sluss.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** Plays another room on the broker: sends CloudEvents in binary mode and sees what was sent. */
public final class KafkaProbe implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;

  public KafkaProbe(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "max.request.size",
                8 * 1024 * 1024),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** The probe of this JVM's broker. */
  public static KafkaProbe onTestServers() {
    return new KafkaProbe(TestServers.running(false).kafka().bootstrapServers());
  }

  /** Sends one record with these headers and waits for the broker's answer. */
  public void send(String topic, String key, byte[] value, Map<String, String> headers) {
    var record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The broker did not take the record", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Headers of a JSON CloudEvent. */
  public static Map<String, String> cloudEvent(
      String id, String type, String source, String subject, Instant time) {
    return Map.of(
        "ce_specversion", "1.0",
        "ce_id", id,
        "ce_type", type,
        "ce_source", source,
        "ce_subject", subject,
        "ce_time", time.toString(),
        "content-type", "application/json");
  }

  /** A valid trace parent with fresh ids, sampled. */
  public static String newTraceparent() {
    String trace = UUID.randomUUID().toString().replace("-", "");
    return "00-" + trace + "-" + trace.substring(8, 24) + "-01";
  }

  /** All records of the topic from its beginning to its end now. */
  public List<ConsumerRecord<String, byte[]>> all(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  /** The records of the topic that fit, once there are at least so many; for at most 30 seconds. */
  public List<ConsumerRecord<String, byte[]>> await(
      String topic, int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
    return Awaitility.await()
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> all(topic).stream().filter(fits).toList(), records -> records.size() >= count);
  }

  /** A header's text. */
  public static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    producer.close();
  }
}
