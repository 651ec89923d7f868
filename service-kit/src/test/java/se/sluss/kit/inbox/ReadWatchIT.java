package se.sluss.kit.inbox;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.Probes;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

@KitTest
class ReadWatchIT {
  private static final String TOPIC = "sluss.signing";
  private static final long MINUTE = 60_000_000_000L;

  @Inject ReadWatch watch;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void aTopicOfTheRoomIsSeenToBeRead() {
    send();

    Eventually.holds(
        () -> {
          watch.look();
          assertThat(
                  RestAssured.get("/q/metrics")
                      .asString()
                      .lines()
                      .filter(line -> line.startsWith("sluss_inbox_unread_seconds"))
                      .filter(line -> line.contains(TOPIC))
                      .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ')))))
              .singleElement()
              .satisfies(unread -> assertThat(unread).isLessThan(3));
        });
  }

  @Test
  void aGroupThatReadsNothingIsSeenNotToRead() throws InterruptedException {
    send();
    SimpleMeterRegistry seen = new SimpleMeterRegistry();
    ReadWatch idle = watch(TOPIC, seen);
    idle.look();

    nanos.addAndGet(MINUTE);
    idle.look();

    assertThat(unread(seen, TOPIC)).isEqualTo(60);
  }

  @Test
  void aTopicThatCannotBeAskedForIsNotRead() throws InterruptedException {
    SimpleMeterRegistry seen = new SimpleMeterRegistry();
    ReadWatch refused = watch("sluss.is-not-there", seen);

    nanos.addAndGet(MINUTE);
    refused.look();

    assertThat(unread(seen, "sluss.is-not-there")).isEqualTo(60);
  }

  /** As before a group's first commit, on a topic whose records are older than what is kept. */
  @Test
  void whatIsPastItsRetentionIsNothingThatWaits() throws Exception {
    String topic = "probe.forgotten";
    var partition = new TopicPartition(topic, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka));
        KafkaProbe probe = new KafkaProbe(kafka)) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(60, SECONDS);
      probe.send(topic, "key", new byte[] {1}, Map.of());
      admin
          .deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1)))
          .all()
          .get(60, SECONDS);
    }
    SimpleMeterRegistry seen = new SimpleMeterRegistry();
    ReadWatch idle = watch(topic, seen);
    idle.look();

    nanos.addAndGet(MINUTE);
    idle.look();

    assertThat(unread(seen, topic)).isZero();
  }

  private ReadWatch watch(String topic, MeterRegistry registry) {
    return new ReadWatch(
        Map.of("bootstrap.servers", kafka), "idle", List.of(topic), registry, nanos::get);
  }

  private static double unread(MeterRegistry registry, String topic) {
    return registry.get(ReadWatch.UNREAD).tag("topic", topic).gauge().value();
  }

  private void send() {
    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      Probes.send(probe, TOPIC, Probes.event(SubmissionId.next()));
    }
  }
}
