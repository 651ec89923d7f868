package se.sluss.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.Probes;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

/** The broker is there and refuses a record, as it would without the right to write. */
@KitTest
class RefusedRecordIT {
  private static final String TOPIC = "sluss.intake";
  private static final String AGAIN = "The outbox relay works again";

  @Inject Outbox outbox;
  @Inject Transactions transactions;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void whatTheBrokerRefusesIsSeenToWaitUntilItIsTaken() throws Exception {
    SubmissionId id = SubmissionId.next();
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listener = new Listener(lines);
    Logger logger = Logger.getLogger(OutboxRelay.class.getName());
    logger.addHandler(listener);
    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      Eventually.holds(() -> assertThat(shown("unsent")).isZero());
      takeRecordsUpTo(10_000);
      // The broker answers before it does so.
      Eventually.holds(
          () ->
              assertThatThrownBy(
                      () ->
                          Probes.send(probe, TOPIC, Probes.accepted(SubmissionId.next(), 100_000)))
                  .hasCauseInstanceOf(RecordTooLargeException.class));
      transactions.asSystem(() -> outbox.append(Probes.accepted(id, 100_000)));

      Eventually.holds(() -> assertThat(shown("unsent")).isEqualTo(1));
      Eventually.holds(
          () -> {
            assertThat(shown("unsent")).isEqualTo(1);
            assertThat(shown("oldest")).isGreaterThan(7);
          });
      Awaitility.await()
          .during(Duration.ofSeconds(3))
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(shown("unsent")).isEqualTo(1));
      assertThat(lines).hasSize(1).doesNotContain(AGAIN);

      takeRecordsUpTo(Topics.MAX_RECORD_BYTES);
      assertThat(probe.await(TOPIC, 1, record -> id.value().equals(record.key()))).isNotEmpty();
      Eventually.holds(() -> assertThat(shown("unsent")).isZero());
      assertThat(lines).hasSize(2).endsWith(AGAIN);
    } finally {
      takeRecordsUpTo(Topics.MAX_RECORD_BYTES);
      logger.removeHandler(listener);
    }
  }

  private double shown(String what) {
    return RestAssured.get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("sluss_outbox_" + what))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  private void takeRecordsUpTo(int bytes) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin
          .incrementalAlterConfigs(
              Map.of(
                  new ConfigResource(ConfigResource.Type.TOPIC, TOPIC),
                  List.of(
                      new AlterConfigOp(
                          new ConfigEntry("max.message.bytes", Integer.toString(bytes)),
                          OpType.SET))))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  private static final class Listener extends Handler {
    private final List<String> lines;

    private Listener(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public void publish(LogRecord entry) {
      lines.add(entry.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
