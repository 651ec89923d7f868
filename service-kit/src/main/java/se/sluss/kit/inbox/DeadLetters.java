package se.sluss.kit.inbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.outbox.Producers;
import se.sluss.kit.outbox.Room;
import se.sluss.kit.outbox.Topics;

/** The topics for what a room could not read or apply: {@code <topic>.<room>.dlq}. */
@ApplicationScoped
class DeadLetters {
  private static final Logger LOG = Logger.getLogger(DeadLetters.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Producers producers;
  private final Topics topics;
  private final Room room;
  private final MeterRegistry registry;
  private @Nullable Producer<String, byte[]> producer;

  DeadLetters(Producers producers, Topics topics, Room room, MeterRegistry registry) {
    this.producers = producers;
    this.topics = topics;
    this.room = room;
    this.registry = registry;
  }

  /** Of every topic that this room reads, so that the first is a rise and not a beginning. */
  void start(@Observes StartupEvent event) {
    ReadWatch.topicsIn(ConfigProvider.getConfig()).forEach(this::count);
  }

  private Counter count(String topic) {
    return registry.counter("sluss.inbox.dead.letters", "topic", topic);
  }

  /**
   * The broker did not take it yet. Worth trying again, whatever the reason: it must not be lost.
   */
  private static final class NotTakenException extends RetriableException {
    private static final long serialVersionUID = 1L;

    NotTakenException(Throwable cause) {
      super("The dead-letter topic did not take a record", cause);
    }
  }

  /**
   * Puts a record aside as it came, with the reason in its headers, and waits until it is there.
   */
  void put(ConsumerRecord<String, byte[]> raw, String reason) {
    String topic = raw.topic() + "." + room.name() + ".dlq";
    ProducerRecord<String, byte[]> letter =
        new ProducerRecord<>(topic, null, raw.key(), raw.value(), raw.headers());
    header(letter, "sluss-reason", reason);
    header(letter, "sluss-topic", raw.topic());
    header(letter, "sluss-partition", Integer.toString(raw.partition()));
    header(letter, "sluss-offset", Long.toString(raw.offset()));
    send(letter);
    count(raw.topic()).increment();
    LOG.errorf(
        "A record was put on the dead-letter topic topic=%s partition=%d offset=%d reason=%s",
        topic, raw.partition(), raw.offset(), reason);
  }

  private void send(ProducerRecord<String, byte[]> letter) {
    topics.ensure(List.of(letter.topic()));
    try {
      open().send(letter).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new NotTakenException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while a record was put aside", e);
    }
  }

  private synchronized Producer<String, byte[]> open() {
    Producer<String, byte[]> known = producer;
    if (known == null) {
      known = producers.make("dead-letters");
      producer = known;
    }
    return known;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (producer != null) {
      producer.close(Duration.ofSeconds(1));
    }
  }

  private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
    letter.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
