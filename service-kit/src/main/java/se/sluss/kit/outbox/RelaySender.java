package se.sluss.kit.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands pages to the broker. Used by the relay's thread alone. */
@ApplicationScoped
class RelaySender {
  private static final Logger LOG = Logger.getLogger(RelaySender.class);
  private static final Duration LOOK_UP = Duration.ofMillis(250);
  private static final Duration LONG_WAIT = Duration.ofSeconds(10);

  private final Producers producers;
  private final Topics topics;
  private final Room room;
  private @Nullable Producer<String, byte[]> producer;
  private boolean topicsMade;

  RelaySender(Producers producers, Topics topics, Room room) {
    this.producers = producers;
    this.topics = topics;
    this.room = room;
  }

  /** Asked while waiting for the broker: whether it is still this relay's turn. */
  @FunctionalInterface
  interface GoesOn {
    boolean goesOn() throws SQLException;
  }

  void open() {
    if (!topicsMade) {
      topicsMade = topics.ensureAll();
    }
    if (producer == null) {
      producer = producers.make("outbox");
    }
  }

  /** Drops what is not sent yet: the next holder of the lease sends it. */
  void close() {
    Producer<String, byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(Duration.ZERO);
    }
  }

  /**
   * Sends in order and waits until the broker has all.
   *
   * @return false when the lease was lost or the process ends meanwhile
   * @throws KafkaException when the producer is of no further use, or the broker stays away
   */
  boolean send(List<RelayCursor.Row> rows, GoesOn meanwhile)
      throws SQLException, InterruptedException {
    Producer<String, byte[]> open = producer;
    if (open == null) {
      throw new IllegalStateException("The relay's producer is closed");
    }
    List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
    for (RelayCursor.Row row : rows) {
      Future<RecordMetadata> one = open.send(CloudEvent.of(room.topic(), row));
      sent.add(one);
      if (one.state() == Future.State.FAILED) {
        // Not one record more: it would pass this one.
        break;
      }
    }
    for (Future<RecordMetadata> one : sent) {
      if (!await(one, meanwhile)) {
        return false;
      }
    }
    return true;
  }

  private boolean await(Future<RecordMetadata> sent, GoesOn meanwhile)
      throws SQLException, InterruptedException {
    long since = System.nanoTime();
    while (true) {
      try {
        sent.get(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException e) {
        if (!meanwhile.goesOn()) {
          return false;
        }
        if (System.nanoTime() - since > LONG_WAIT.toNanos()) {
          LOG.warn("The outbox relay waits for the broker to take a record");
          topicsMade = topics.ensureAll();
          since = System.nanoTime();
        }
      } catch (ExecutionException e) {
        throw new KafkaException("A record was not taken", e.getCause());
      }
    }
  }
}
