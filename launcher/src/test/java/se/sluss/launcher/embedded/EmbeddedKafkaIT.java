package se.sluss.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.process.Ports;

class EmbeddedKafkaIT {
  @TempDir Path folder;
  private KafkaOptions options;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() {
    List<Integer> ports = Ports.free(2);
    options =
        new KafkaOptions(
            folder.resolve("with a space"),
            ports.get(0),
            ports.get(1),
            Broker.ALONE,
            folder.resolve("logs/kafka.log"),
            folder.resolve("run"));
    kafka = EmbeddedKafka.start(options);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void topicsAreThereBeforeTheFirstRecord() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      Map<String, TopicDescription> topics =
          admin
              .describeTopics(List.of("sluss.intake", "sluss.intake.signing.dlq"))
              .allTopicNames()
              .get();
      Set<String> all = admin.listTopics().names().get();

      assertThat(topics.get("sluss.intake").partitions()).hasSize(3);
      assertThat(topics.get("sluss.intake.signing.dlq").partitions()).hasSize(1);
      assertThat(all).contains("sluss.signing", "sluss.submitter", "sluss.receipts");
    }
  }

  @Test
  void whatWasAcknowledgedIsThereAfterAKillAndANewStart() throws Exception {
    byte[] large = new byte[5 * 1024 * 1024];
    produce("small".getBytes(StandardCharsets.UTF_8));
    produce(large);
    kafka.process().kill9();
    assertThat(kafka.process().alive()).isFalse();

    kafka = EmbeddedKafka.start(options);
    produce("after".getBytes(StandardCharsets.UTF_8));

    assertThat(consume(3))
        .containsExactly(
            "small".getBytes(StandardCharsets.UTF_8),
            large,
            "after".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aBrokerLeftRunningIsReplacedOnTheSameData() throws Exception {
    produce("kept".getBytes(StandardCharsets.UTF_8));
    EmbeddedKafka leftover = kafka;

    kafka = EmbeddedKafka.start(options);

    assertThat(leftover.process().alive()).isFalse();
    assertThat(consume(1)).containsExactly("kept".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anOrderlyStopLeavesNoPidFile() {
    kafka.close();

    assertThat(Files.exists(folder.resolve("run/kafka.pid"))).isFalse();
    assertThat(kafka.process().alive()).isFalse();
  }

  private void produce(byte[] value) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                8 * 1024 * 1024),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("sluss.intake", 0, "key", value)).get();
    }
  }

  private List<byte[]> consume(int count) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partition = new TopicPartition("sluss.intake", 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      var values = new ArrayList<byte[]>();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> values.add(r.value()));
                return values.size() >= count;
              });
      return values;
    }
  }
}
