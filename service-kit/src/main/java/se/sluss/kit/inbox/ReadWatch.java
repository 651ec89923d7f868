package se.sluss.kit.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.outbox.Room;

/**
 * How long each topic of this room has not been read, by whichever replica. A consumer's own
 * figures are of what it fetched: one that may not read, or that was given no partition, has none.
 * So the broker is asked, with the rights that reading needs; what cannot be asked counts as not
 * read.
 */
@Singleton
class ReadWatch {
  static final String UNREAD = "sluss.inbox.unread";

  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Map<String, Object> kafka;
  private final String group;
  private final Map<String, ReadProgress> topics = new TreeMap<>();
  private volatile @Nullable Thread watching;

  @Inject
  ReadWatch(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      Room room,
      Config config,
      MeterRegistry meters) {
    this(kafka, room.name(), topicsIn(config), meters, System::nanoTime);
  }

  ReadWatch(
      Map<String, Object> kafka,
      String group,
      Collection<String> read,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    this.kafka = kafka;
    this.group = group;
    for (String topic : read) {
      ReadProgress progress = new ReadProgress(nanoTime);
      topics.put(topic, progress);
      Gauge.builder(UNREAD, progress, ReadProgress::unreadSeconds)
          .tag("topic", topic)
          .baseUnit("seconds")
          .description("How long a topic was not seen to be read to its end, or further")
          .register(meters);
    }
  }

  /** Every topic that the room reads. */
  static List<String> topicsIn(Config config) {
    return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .filter(name -> name.startsWith("mp.messaging.incoming.") && name.endsWith(".topic"))
        .map(name -> config.getValue(name, String.class))
        .distinct()
        .toList();
  }

  void start(@Observes StartupEvent event) {
    watching = Thread.ofVirtual().name("read-watch").start(this::watch);
  }

  void stop(@Observes ShutdownEvent event) {
    Thread thread = watching;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void watch() {
    try {
      while (true) {
        look();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** With a client of its own each time: one that was refused once may be let in later. */
  void look() throws InterruptedException {
    Map<String, Object> config = new HashMap<>(kafka);
    config.put("client.id", group + "-read-watch");
    config.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
    config.put("request.timeout.ms", (int) PATIENCE.toMillis());
    try (Admin admin = Admin.create(config)) {
      for (Map.Entry<String, ReadProgress> topic : topics.entrySet()) {
        look(admin, topic.getKey(), topic.getValue());
      }
    } catch (KafkaException e) {
      // The gauges tell it; Kafka's clients tell why.
    }
  }

  private void look(Admin admin, String topic, ReadProgress progress) throws InterruptedException {
    try {
      List<TopicPartition> partitions =
          await(admin.describeTopics(List.of(topic)).topicNameValues().get(topic))
              .partitions()
              .stream()
              .map(one -> new TopicPartition(topic, one.partition()))
              .toList();
      Map<TopicPartition, OffsetAndMetadata> read =
          await(
              admin
                  .listConsumerGroupOffsets(
                      Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
                  .partitionsToOffsetAndMetadata(group));
      Map<TopicPartition, Long> begins = offsets(admin, partitions, OffsetSpec.earliest());
      Map<TopicPartition, Long> ends = offsets(admin, partitions, OffsetSpec.latest());
      Map<Integer, ReadProgress.Place> places = new HashMap<>();
      for (TopicPartition one : partitions) {
        OffsetAndMetadata committed = read.get(one);
        // What is past its retention is nothing that waits.
        long from = begins.getOrDefault(one, 0L);
        places.put(
            one.partition(),
            new ReadProgress.Place(
                committed == null ? from : Math.max(from, committed.offset()),
                ends.getOrDefault(one, 0L)));
      }
      progress.see(places);
    } catch (ExecutionException | TimeoutException e) {
      // As above.
    }
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, List<TopicPartition> partitions, OffsetSpec which)
      throws InterruptedException, ExecutionException, TimeoutException {
    return await(
            admin
                .listOffsets(
                    partitions.stream().collect(Collectors.toMap(one -> one, one -> which)))
                .all())
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().offset()));
  }

  private static <T> T await(@Nullable KafkaFuture<T> asked)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (asked == null) {
      throw new IllegalStateException("Kafka's client has no answer to what it was asked");
    }
    return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
