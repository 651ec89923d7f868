package se.sluss.bench.harness;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.Topic;
import se.sluss.model.id.EventId;

/**
 * Plays signing: publishes signed documents for every lane, so that each always has work and none
 * has much. What the authority has taken counts as done.
 */
public final class Feeder implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(250);

  private final Stage stage;
  private final Documents documents;
  private final Dates dates;
  private final KafkaProducer<String, byte[]> producer;
  private final Map<Lane, Long> fed = new LinkedHashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private volatile boolean ended;
  private Optional<Thread> thread = Optional.empty();

  /** Of documents without dates. */
  public Feeder(Stage stage) {
    this(stage, Dates.none());
  }

  Feeder(Stage stage, Dates dates) {
    this.stage = stage;
    this.dates = dates;
    this.documents = new Documents(stage);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", stage.kafka(), "acks", "all", "linger.ms", 5),
            new StringSerializer(),
            new ByteArraySerializer());
    stage.lanes().forEach(lane -> fed.put(lane, 0L));
  }

  /** Hands in so many documents for each lane, and waits until the broker has them. */
  public void feed(int each) {
    for (Lane lane : stage.lanes()) {
      for (int i = 0; i < each; i++) {
        send(lane);
      }
    }
    flush();
  }

  /** Keeps so many documents waiting in each lane, until {@link #stop}. */
  public void keep(int backlog) {
    thread = Optional.of(Thread.ofPlatform().daemon().name("feeder").start(() -> run(backlog)));
  }

  private void run(int backlog) {
    try {
      while (!ended) {
        Map<String, Long> taken = new LinkedHashMap<>();
        stage.authority().lanes().forEach(lane -> taken.put(lane.client(), lane.accepted()));
        for (Lane lane : stage.lanes()) {
          long done = taken.getOrDefault(lane.vendor().value(), 0L);
          for (long open = fed(lane) - done; open < backlog && !ended; open++) {
            send(lane);
          }
        }
        flush();
        Pause.of(LOOK);
      }
    } catch (RuntimeException e) {
      failure.set(e);
    }
  }

  /** Hands in no more. */
  public void stop() {
    ended = true;
    thread.ifPresent(
        running -> {
          try {
            running.join();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    flush();
  }

  private void send(Lane lane) {
    long number;
    synchronized (fed) {
      number = fed.merge(lane, 1L, Long::sum);
    }
    int tenants = lane.tenants().size();
    SubmissionSigned signed =
        documents.signed(
            lane,
            lane.tenants().get(Math.toIntExact(number % tenants)),
            dates.of(number / tenants, Instant.now()));
    var record =
        new ProducerRecord<>(Topic.SIGNING.topicName(), signed.key(), EventJson.write(signed));
    headers(signed)
        .forEach((name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  private static Map<String, String> headers(SubmissionSigned signed) {
    return Map.of(
        "ce_specversion",
        "1.0",
        "ce_id",
        EventId.next().value(),
        "ce_type",
        signed.type().ceType(),
        "ce_source",
        "/sluss/signing",
        "ce_subject",
        signed.key(),
        "ce_time",
        Instant.now().toString(),
        "content-type",
        "application/json");
  }

  private void flush() {
    producer.flush();
    Exception e = failure.get();
    if (e != null) {
      throw new IllegalStateException("Documents could not be handed in", e);
    }
  }

  /** How many documents were handed in for a lane. */
  public long fed(Lane lane) {
    synchronized (fed) {
      return fed.getOrDefault(lane, 0L);
    }
  }

  /** How many documents were handed in. */
  public long fed() {
    synchronized (fed) {
      return fed.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  @Override
  public void close() {
    ended = true;
    producer.close(Duration.ofSeconds(5));
  }
}
