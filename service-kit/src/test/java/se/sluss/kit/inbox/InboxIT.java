package se.sluss.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.ProbeConsumer;
import se.sluss.kit.probe.ProbeTable;
import se.sluss.kit.probe.Probes;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.kit.trace.Traceparent;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.EventJson;
import se.sluss.model.id.SubmissionId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;

@KitTest
class InboxIT {
  private static final String TOPIC = "sluss.signing";
  private static final String DEAD_LETTERS = "sluss.signing.intake.dlq";

  @Inject ProbeConsumer consumer;
  @Inject ProbeTable probes;
  @Inject EventInbox inbox;
  @Inject Transactions transactions;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  private KafkaProbe probe;

  @BeforeEach
  void open() {
    probe = new KafkaProbe(kafka);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void anEventThatComesTwiceIsAppliedOnce() {
    SubmissionId id = SubmissionId.next();
    SubmissionId after = SubmissionId.next();
    Map<String, String> headers = Probes.headers(Probes.event(id));
    byte[] data = EventJson.write(Probes.event(id));
    probe.send(TOPIC, id.value(), data, headers);
    probe.send(TOPIC, id.value(), data, headers);
    send(Probes.event(after));

    Eventually.holds(() -> assertThat(applied(after)).isEqualTo(1));
    Eventually.holds(() -> assertThat(applied(id)).isEqualTo(1));
    assertThat(consumer.handled(id.value())).hasSize(1);
  }

  @Test
  void anEventThatCannotBeAppliedIsPutAsideAndItsNeighboursAreApplied() {
    SubmissionId before = SubmissionId.next();
    SubmissionId poison = SubmissionId.next();
    SubmissionId after = SubmissionId.next();
    consumer.failFor(poison.value());
    send(Probes.event(before));
    send(Probes.event(poison));
    send(Probes.event(after));

    Eventually.holds(() -> assertThat(applied(before)).isEqualTo(1));
    Eventually.holds(() -> assertThat(applied(after)).isEqualTo(1));
    List<ConsumerRecord<String, byte[]>> letters =
        probe.await(DEAD_LETTERS, 1, r -> poison.value().equals(r.key()));
    assertThat(letters).hasSize(1);
    assertThat(KafkaProbe.header(letters.getFirst(), "sluss-reason"))
        .contains("the room could not apply the event");
    assertThat(KafkaProbe.header(letters.getFirst(), "sluss-topic")).contains(TOPIC);
    assertThat(KafkaProbe.header(letters.getFirst(), "ce_id")).isPresent();
    assertThat(applied(poison)).isZero();
  }

  @Test
  void aRecordThatIsNoEventIsPutAside() {
    SubmissionId unknown = SubmissionId.next();
    SubmissionId broken = SubmissionId.next();
    SubmissionId bare = SubmissionId.next();
    Map<String, String> unknownType = Probes.headers(Probes.event(unknown));
    unknownType.put("ce_type", "se.sluss.submission.forgotten.v1");
    probe.send(TOPIC, unknown.value(), EventJson.write(Probes.event(unknown)), unknownType);
    probe.send(
        TOPIC,
        broken.value(),
        "{\"no\"".getBytes(StandardCharsets.UTF_8),
        Probes.headers(Probes.event(broken)));
    probe.send(TOPIC, bare.value(), new byte[] {1}, Map.of());

    for (SubmissionId id : List.of(unknown, broken, bare)) {
      assertThat(probe.await(DEAD_LETTERS, 1, r -> id.value().equals(r.key()))).hasSize(1);
    }
  }

  @Test
  void aBatchIsAppliedKeyByKeySoThatTwoBatchesCannotWaitForEachOther() {
    SubmissionId first = SubmissionId.next();
    SubmissionId second = SubmissionId.next();
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (SubmissionId id : List.of(second, first, second, first)) {
      records.add(record(records.size(), Probes.event(id)));
    }
    List<String> sent =
        records.stream().map(r -> KafkaProbe.header(r, "ce_id").orElseThrow()).toList();
    List<String> applied = new ArrayList<>();

    inbox.process(
        new ConsumerRecords<>(Map.of(new TopicPartition(TOPIC, 0), records), Map.of()),
        event -> applied.add(event.id().value()));

    assertThat(applied).containsExactly(sent.get(1), sent.get(3), sent.get(0), sent.get(2));
  }

  @Test
  void anEventIsAppliedAgainWhenTheDatabaseWasAway() {
    SubmissionId id = SubmissionId.next();
    consumer.beAwayOnceFor(id.value());
    send(Probes.event(id));

    Eventually.holds(() -> assertThat(applied(id)).isEqualTo(1));
    assertThat(consumer.handled(id.value())).hasSize(2);
  }

  @Test
  void theHandlerRunsInTheTraceOfTheSenderAndPassesTheOriginOn() {
    SubmissionId id = SubmissionId.next();
    String hop = KafkaProbe.newTraceparent();
    String origin = KafkaProbe.newTraceparent();
    Map<String, String> headers = Probes.headers(Probes.event(id));
    headers.put("traceparent", hop);
    headers.put("ce_traceparent", origin);
    probe.send(TOPIC, id.value(), EventJson.write(Probes.event(id)), headers);

    Eventually.holds(() -> assertThat(consumer.handled(id.value())).hasSize(1));
    String traceId = Traceparent.read(hop).getTraceId();
    assertThat(consumer.handled(id.value()).getFirst().traceId()).isEqualTo(traceId);
    assertThat(consumer.handled(id.value()).getFirst().event().originTraceparent())
        .isEqualTo(origin);
    ConsumerRecord<String, byte[]> passedOn =
        probe.await("sluss.intake", 1, r -> id.value().equals(r.key())).getFirst();
    assertThat(KafkaProbe.header(passedOn, "ce_traceparent")).contains(origin);
    assertThat(
            Traceparent.read(KafkaProbe.header(passedOn, "traceparent").orElseThrow()).getTraceId())
        .isEqualTo(traceId);
  }

  private void send(DomainEvent event) {
    Probes.send(probe, TOPIC, event);
  }

  private long applied(SubmissionId id) {
    return transactions.asSystem(() -> probes.list(10_000, null)).stream()
        .filter(row -> row.note().equals(id.value()))
        .count();
  }

  private static ConsumerRecord<String, byte[]> record(long offset, DomainEvent event) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(TOPIC, 0, offset, event.key(), EventJson.write(event));
    Probes.headers(event)
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
