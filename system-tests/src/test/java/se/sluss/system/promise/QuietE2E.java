package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.Message;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.launcher.embedded.KafkaTopics;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/**
 * Nothing about people, and no key, stands in the clear in what the whole run left behind: logs,
 * records on Kafka, traces, metrics, webhooks. Runs last, so that there is much to look at.
 */
@OnRunningSluss
@Order(100)
class QuietE2E {
  private final RunningSluss sluss;
  private final Vendor vendor;
  private final Secrets secrets;
  private final long began = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());

  QuietE2E(RunningSluss sluss) {
    this.sluss = sluss;
    this.vendor = sluss.operator().vendor("Quiet", 1);
    this.secrets = new Secrets(List.of(sluss.suite().adminKey(), vendor.key()));
  }

  @BeforeAll
  void leaveTracesOfGoodAndBadEndings() {
    List<Handed> handed = vendor.handIn(vendor.provider(), 2);
    sluss.authority().arm(vendor.id(), "validation-fault");
    vendor.sign(handed.subList(0, 1));
    vendor.await(handed.subList(0, 1), "REFUSED");
    vendor.sign(handed.subList(1, 2));
    vendor.await(handed.subList(1, 2), "RECEIVED");
    String faulty =
        new String(
                TestDocuments.notification(
                    UUID.randomUUID(), vendor.provider().organisationNumber()),
                StandardCharsets.UTF_8)
            .replace("<narstaende>false", "<narstaende>" + TestPersons.ASSISTED);
    vendor.handIn(
        vendor.provider(), faulty.getBytes(StandardCharsets.UTF_8), UUID.randomUUID().toString());
    for (Room room : Room.values()) {
      askAboutAPerson(room);
    }
  }

  /** As a vendor's programmer may who has not read how: with the number in the address. */
  private void askAboutAPerson(Room room) {
    String person = TestPersons.ADULTS.getFirst();
    Door careless = sluss.door(room).header("User-Agent", "payroll of " + person);
    for (String path :
        List.of("/v1/submissions/", "/v1/tenants/", "/v1/persons/", "/evidence-log/", "/")) {
      for (Door door :
          List.of(careless, careless.header("Authorization", "Bearer " + vendor.key()))) {
        door.get(path + person + "?personalNumber=" + person);
        door.delete(path + person);
      }
    }
  }

  @Test
  void theSearchFindsWhatItLooksFor() {
    byte[] document =
        TestDocuments.notification(UUID.randomUUID(), vendor.provider().organisationNumber());
    byte[] packed = java.util.Base64.getEncoder().encode(document);

    assertThat(secrets.in(document)).contains(TestPersons.ASSISTED, "Provberg");
    assertThat(secrets.in(packed)).contains(TestPersons.ASSISTED, "Provberg");
    assertThat(secrets.in("key=" + vendor.key())).contains(vendor.key());
  }

  @ParameterizedTest
  @EnumSource
  void logsHoldNoSecret(Room room) throws IOException {
    Path log = sluss.suite().component(room).log();

    assertThat(Files.size(log)).isPositive();
    assertQuiet(log);
  }

  @Test
  void logsOfPostgresAndKafkaHoldNoSecret() throws IOException {
    assertQuiet(sluss.suite().component("postgres").log());
    assertQuiet(sluss.suite().component("kafka").log());
  }

  private void assertQuiet(Path log) throws IOException {
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    for (int i = 0; i < lines.size(); i++) {
      List<String> found = secrets.in(lines.get(i));
      if (!found.isEmpty()) {
        fail("%s:%d holds %s", log, i + 1, found);
      }
    }
  }

  @Test
  void recordsOnKafkaHoldNoSecret() {
    var topics = new ArrayList<>(KafkaTopics.allDeadLetters());
    for (Room room : Room.values()) {
      topics.add(KafkaTopics.of(room));
    }
    int seen = 0;
    try (var kafka = new KafkaProbe(sluss.kafka())) {
      for (String topic : topics) {
        for (ConsumerRecord<String, byte[]> record : kafka.all(topic)) {
          seen++;
          String place = topic + "-" + record.partition() + "@" + record.offset();
          assertThat(secrets.in(record.value())).as(place).isEmpty();
          assertThat(secrets.in(String.valueOf(record.key()))).as(place).isEmpty();
          for (Header header : record.headers()) {
            assertThat(secrets.in(header.value())).as(place).isEmpty();
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(10);
  }

  @Test
  void spansHoldNoSecret() {
    Door.await(
        () ->
            assertThat(sluss.traces().spans())
                .filteredOn(received -> received.span().getStartTimeUnixNano() >= began)
                .filteredOn(received -> nothingIsThere(received.span()))
                .extracting(received -> received.service())
                .as("rooms that were asked about a person")
                .contains(Stream.of(Room.values()).map(Room::roomName).toArray(String[]::new)));
    assertThat(sluss.traces().spans()).allSatisfy(received -> assertQuiet(received.span()));
  }

  private static boolean nothingIsThere(Span span) {
    return span.getAttributesList().stream()
        .anyMatch(
            one ->
                one.getKey().equals("http.response.status_code")
                    && one.getValue().getIntValue() == 404);
  }

  @Test
  void logLinesThatAreSentHoldNoSecret() {
    Door.await(
        () ->
            assertThat(sluss.traces().logs())
                .anyMatch(received -> received.line().getTimeUnixNano() >= began));
    assertThat(sluss.traces().logs()).allSatisfy(received -> assertQuiet(received.line()));
  }

  @Test
  void metricsThatAreSentHoldNoSecret() {
    assertThat(sluss.traces().metrics()).hasSize(Room.values().length);
    sluss.traces().metrics().values().forEach(all -> all.forEach(this::assertQuiet));
  }

  private void assertQuiet(Message sent) {
    assertThat(secrets.in(String.join("\n", words(sent)))).as(sent::toString).isEmpty();
  }

  /** Every name, text and number that somebody put into it, however deep; no times, no counts. */
  private static List<String> words(Message sent) {
    var words = new ArrayList<String>();
    sent.getAllFields()
        .forEach(
            (field, value) -> {
              List<?> values = value instanceof List<?> many ? many : List.of(value);
              for (Object one : values) {
                switch (one) {
                  case Message inner -> words.addAll(words(inner));
                  case String text -> words.add(text);
                  case Long number when field.getName().equals("int_value") ->
                      words.add(number.toString());
                  default -> {}
                }
              }
            });
    return words;
  }

  @Test
  void theSearchLooksIntoEveryCornerOfWhatIsSent() {
    Span span =
        Span.newBuilder()
            .setName("name")
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("key")
                    .setValue(AnyValue.newBuilder().setIntValue(199001012385L)))
            .addEvents(
                Span.Event.newBuilder()
                    .addAttributes(
                        KeyValue.newBuilder()
                            .setValue(AnyValue.newBuilder().setStringValue("Provberg"))))
            .build();

    assertThat(words(span)).contains("name", "key", "199001012385", "Provberg");
  }

  @ParameterizedTest
  @EnumSource
  void metricsHoldNoSecret(Room room) {
    byte[] metrics = sluss.door(room).get("/q/metrics").orFail().bytes();

    assertThat(metrics).isNotEmpty();
    assertThat(secrets.in(new String(metrics, StandardCharsets.UTF_8))).isEmpty();
  }

  @Test
  void webhooksHoldNoSecret() {
    assertThat(vendor.hook().deliveries())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(secrets.in(one.data().toString())).isEmpty());
  }
}
