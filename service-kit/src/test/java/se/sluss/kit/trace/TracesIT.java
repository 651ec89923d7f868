package se.sluss.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.Probes;
import se.sluss.kit.probe.SpanKeeper;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

@KitTest
class TracesIT {
  private static final AttributeKey<String> SUBMISSION =
      AttributeKey.stringKey(EventAttributes.SUBMISSION);

  @Inject SpanKeeper spans;
  @Inject Callers callers;
  @Inject Traces traces;
  @Inject Outbox outbox;
  @Inject Transactions transactions;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void aRequestBeginsATraceOfOursAndIsLinkedToTheCallers() {
    TenantId tenant = TenantId.next();
    String key = callers.tenantsKey(VendorId.next(), tenant, Mode.TEST);
    String callersTrace = KafkaProbe.newTraceparent();
    String id =
        Callers.with(key, "traced")
            .header("traceparent", callersTrace)
            .body("{\"note\":\"traced\"}")
            .post("/v1/probes")
            .then()
            .statusCode(201)
            .extract()
            .path("id");

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      ConsumerRecord<String, byte[]> record =
          probe.await("sluss.intake", 1, r -> id.equals(r.key())).getFirst();
      String traceId =
          Traceparent.read(KafkaProbe.header(record, "traceparent").orElseThrow()).getTraceId();
      assertThat(traceId).isNotEqualTo(Traceparent.read(callersTrace).getTraceId());
      SpanData send = spans.await(traceId, "send sluss.intake");
      assertThat(send.getKind()).isEqualTo(SpanKind.PRODUCER);
      assertThat(send.getAttributes().get(SUBMISSION)).isEqualTo(id);
      SpanData server = spans.await(traceId, "POST /v1/probes");
      assertThat(server.getParentSpanContext().isValid()).isFalse();
      assertThat(server.getAttributes().get(AttributeKey.stringKey("http.route")))
          .isEqualTo("/v1/probes");
      assertThat(server.getAttributes().get(AttributeKey.stringKey(EventAttributes.TENANT)))
          .isEqualTo(tenant.value());
      assertThat(server.getLinks().stream().map(LinkData::getSpanContext).map(Traceparent::write))
          .containsExactly(callersTrace);
    }
  }

  @Test
  void whatACallerWroteAndWhereTheyCameFromIsNotInTheSpan() {
    String person = TestPersons.ADULTS.getFirst();
    RestAssured.given()
        .header("User-Agent", "payroll of " + person)
        .header("Host", person)
        .get("/v1/probes/" + person + "?person=" + person)
        .then()
        .statusCode(404);

    SpanData server =
        spans.await(
            span ->
                span.getKind() == SpanKind.SERVER
                    && span.getAttributes().get(AttributeKey.stringKey("url.query")) != null
                    && span.getAttributes()
                        .get(AttributeKey.longKey("http.response.status_code"))
                        .equals(404L));
    assertThat(server.toString()).doesNotContain(person, "127.0.0.1");
    assertThat(server.getAttributes().get(AttributeKey.stringKey("url.path")))
        .isEqualTo("REDACTED");
    assertThat(server.getAttributes().get(AttributeKey.stringKey("http.request.method")))
        .isEqualTo("GET");
  }

  @Test
  void whatIsSentSaysWhichProcessItIsOf() {
    Resource another = new ThisProcess().instance();
    String traceparent =
        traces.linkedRoot("instance", "", Map.of(), () -> traces.currentTraceparent());

    SpanData span = spans.await(Traceparent.read(traceparent).getTraceId(), "instance");
    assertThat(span.getResource().getAttribute(ThisProcess.INSTANCE))
        .isNotBlank()
        .isNotEqualTo(another.getAttribute(ThisProcess.INSTANCE));
  }

  @Test
  void whatCannotBeReadInABodyIsNotInTheSpan() {
    String person = TestPersons.ADULTS.getFirst();
    String sent = KafkaProbe.newTraceparent();
    Callers.with(callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST), "unread")
        .header("traceparent", sent)
        .body("{\"note\":\"unread\",\"count\":\"" + person + "-a\"}")
        .post("/v1/probes")
        .then()
        .statusCode(422);

    String linked = Traceparent.read(sent).getTraceId();
    SpanData server =
        spans.await(
            span ->
                span.getLinks().stream()
                    .anyMatch(link -> link.getSpanContext().getTraceId().equals(linked)));
    assertThat(server.toString()).doesNotContain(person);
  }

  @Test
  void anOrderOverManySubmissionsIsFoundByEachOfThem() {
    List<SubmissionId> many = List.of(SubmissionId.next(), SubmissionId.next());
    SigningOrderFailed failed =
        new SigningOrderFailed(
            SigningOrderId.next(),
            VendorId.next(),
            TenantId.next(),
            Mode.TEST,
            SignerRole.ASSISTENT,
            many,
            "userCancel",
            Instant.now());
    transactions.asSystem(() -> outbox.append(failed));

    for (SubmissionId each : many) {
      SpanData found =
          spans.await(span -> each.value().equals(span.getAttributes().get(SUBMISSION)));
      SpanData send = spans.await(found.getTraceId(), "send sluss.intake");
      assertThat(send.getAttributes().get(AttributeKey.stringKey(EventAttributes.ORDER)))
          .isEqualTo(failed.orderId().value());
    }
  }

  @Test
  void handlingAnEventIsASpanUnderItsSending() {
    SubmissionId id = SubmissionId.next();
    String sent = KafkaProbe.newTraceparent();
    Map<String, String> headers =
        new HashMap<>(
            KafkaProbe.cloudEvent(
                EventId.next().value(),
                Probes.event(id).type().ceType(),
                "/sluss/signing",
                id.value(),
                Instant.now()));
    headers.put("traceparent", sent);
    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      probe.send("sluss.signing", id.value(), EventJson.write(Probes.event(id)), headers);
    }

    SpanData process = spans.await(Traceparent.read(sent).getTraceId(), "process sluss.signing");
    assertThat(process.getKind()).isEqualTo(SpanKind.CONSUMER);
    assertThat(process.getParentSpanId()).isEqualTo(Traceparent.read(sent).getSpanId());
    assertThat(process.getAttributes().get(SUBMISSION)).isEqualTo(id.value());
    assertThat(process.getAttributes().get(AttributeKey.stringKey("messaging.system")))
        .isEqualTo("kafka");
  }

  @Test
  void workAfterALongWaitIsATraceOfItsOwnAndKeepsTheOrigin() {
    SubmissionId id = SubmissionId.next();
    String stored = KafkaProbe.newTraceparent();
    String origin = KafkaProbe.newTraceparent();
    String traceparent =
        traces.withOrigin(
            origin,
            () ->
                traces.linkedRoot(
                    "collect",
                    stored,
                    Map.of(EventAttributes.SUBMISSION, id.value()),
                    () -> {
                      transactions.asSystem(() -> outbox.append(Probes.event(id)));
                      return traces.currentTraceparent();
                    }));

    SpanData span = spans.await(Traceparent.read(traceparent).getTraceId(), "collect");
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getLinks().stream().map(LinkData::getSpanContext).map(Traceparent::write))
        .containsExactly(stored);
    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      ConsumerRecord<String, byte[]> record =
          probe.await("sluss.intake", 1, r -> id.value().equals(r.key())).getFirst();
      assertThat(KafkaProbe.header(record, "ce_traceparent")).contains(origin);
    }
  }

  @Test
  void ofManyCallsOnlyThoseThatTellSomethingHaveASpan() {
    String stored = KafkaProbe.newTraceparent();
    String pending = ask(stored, "pending");
    String complete = ask(stored, "complete");

    SpanData told = spans.await(Traceparent.read(complete).getTraceId(), "ask");
    assertThat(told.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(spans.ended(Traceparent.read(pending).getTraceId())).isEmpty();
  }

  /** The context of a call that came to this. */
  private String ask(String stored, String answer) {
    var context = new AtomicReference<>("");
    traces.linkedCall(
        "ask",
        stored,
        Map.of(),
        () -> {
          context.set(traces.currentTraceparent());
          return answer;
        },
        "complete"::equals);
    return context.get();
  }

  @Test
  void whatWaitsInTheOutboxIsMeasured() {
    Eventually.holds(
        () ->
            assertThat(RestAssured.get("/q/metrics").asString())
                .containsPattern("sluss_outbox_unsent\\{?.*?}? \\d")
                .contains("sluss_outbox_oldest_seconds", "sluss_outbox_held_seconds"));
  }
}
