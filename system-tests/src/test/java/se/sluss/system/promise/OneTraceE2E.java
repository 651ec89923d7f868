package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.KafkaTopics;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TraceCollector.Received;

/** From a submission's identifier every step can be found, in one trace and those linked to it. */
@OnRunningSluss
@Order(2)
class OneTraceE2E {
  private static final String SUBMISSION = "sluss.submission.id";

  private final RunningSluss sluss;
  private final Vendor vendor;
  private final String callersTrace = KafkaProbe.newTraceparent();
  private String submissionId = "";
  private String traceId = "";

  OneTraceE2E(RunningSluss sluss) {
    this.sluss = sluss;
    this.vendor = sluss.operator().vendor("Traced", 1);
  }

  @BeforeAll
  void handInSignAndWait() {
    Provider provider = vendor.provider();
    UUID document = UUID.randomUUID();
    byte[] bytes = TestDocuments.notification(document, provider.organisationNumber());
    String key = UUID.randomUUID().toString();
    submissionId =
        vendor
            .door(Room.INTAKE)
            .header("traceparent", callersTrace)
            .postXml("/v1/submissions", provider.id(), bytes, key)
            .orFail()
            .text("id");
    Handed handed = new Handed(submissionId, document, provider, bytes, key);
    vendor.sign(List.of(handed));
    vendor.await(List.of(handed), "RECEIVED");
    traceId = awaitSpan(span -> isHandIn(span)).traceId();
  }

  @Test
  void aHandInBeginsATraceOfItsOwnLinkedToTheCallers() {
    Received handIn = awaitSpan(this::isHandIn);

    assertThat(handIn.parentSpanId()).isEmpty();
    assertThat(handIn.traceId()).isNotEqualTo(traceIn(callersTrace));
    assertThat(linksOf(handIn)).contains(traceIn(callersTrace));
  }

  @Test
  void theTraceOfTheHandInLeadsOverKafkaToSigning() {
    awaitSpan(span -> in(traceId, "intake", span) && span.span().getName().startsWith("send "));
    Received signing =
        awaitSpan(
            span -> in(traceId, "signing", span) && span.span().getName().startsWith("process "));

    assertThat(signing.attribute(SUBMISSION)).isEqualTo(submissionId);
  }

  @Test
  void linkedTracesLeadOnToTheCallAndToTheReceipt() {
    Door.await(
        () -> {
          Set<String> linked = tracesLinkedTo(traceId);
          assertThat(ofThisSubmission())
              .as("the call")
              .anyMatch(
                  span ->
                      span.service().equals("submitter")
                          && linked.contains(span.traceId())
                          && span.attribute("sluss.attempt.number").equals("1")
                          && span.span().getName().contains("call"));
          assertThat(ofThisSubmission())
              .as("the receipt")
              .anyMatch(
                  span ->
                      span.service().equals("receipts")
                          && linked.contains(span.traceId())
                          && span.span().getName().startsWith("process "));
        });
  }

  @Test
  void theReceiptAndEveryEventTellTheTraceInWhichTheSubmissionBegan() {
    String receipt = vendor.submission(submissionId).at("/receipt/id").asText();
    JsonNode shown = vendor.door(Room.RECEIPTS).get("/v1/receipts/" + receipt).orFail().json();
    assertThat(shown.path("traceId").asText()).isEqualTo(traceId);

    try (var kafka = new KafkaProbe(sluss.kafka())) {
      for (Room room : Room.values()) {
        List<ConsumerRecord<String, byte[]>> records =
            kafka.await(KafkaTopics.of(room), 1, record -> submissionId.equals(record.key()));
        assertThat(records)
            .allSatisfy(
                record ->
                    assertThat(KafkaProbe.header(record, "ce_traceparent"))
                        .as("%s of %s", KafkaProbe.header(record, "ce_type"), room)
                        .hasValueSatisfying(
                            origin -> assertThat(traceIn(origin)).isEqualTo(traceId)));
      }
    }
  }

  @Test
  void aSearchInTheLogsShowsEachStepOfTheRoad() {
    Door.await(
        () ->
            assertThat(stepsInTheLogs())
                .contains(
                    "intake submission.accepted",
                    "signing submission.awaiting_signature",
                    "signing submission.signed",
                    "submitter submission.queued",
                    "submitter submission.sending",
                    "submitter submission.received",
                    "receipts receipt.stored"));
  }

  @Test
  void noTraceLeavesForTheAuthority() {
    List<Authority.Call> calls = sluss.authority().callsOf(vendor.id());

    assertThat(calls).isNotEmpty();
    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call.headers())
                    .contains("host", "content-type")
                    .doesNotContain("traceparent", "tracestate", "baggage", "b3"));
  }

  private List<String> stepsInTheLogs() {
    return sluss.traces().logs().stream()
        .filter(line -> line.text().contains("submissionId=" + submissionId))
        .filter(
            line -> line.text().startsWith("An event is told type=") && !line.traceId().isEmpty())
        .map(line -> line.service() + " " + line.text().replaceAll(".*type=(\\S+).*", "$1"))
        .toList();
  }

  private boolean isHandIn(Received span) {
    return span.service().equals("intake")
        && span.span().getKind() == Span.SpanKind.SPAN_KIND_SERVER
        && span.attribute(SUBMISSION).equals(submissionId);
  }

  private static boolean in(String trace, String service, Received span) {
    return span.traceId().equals(trace) && span.service().equals(service);
  }

  private Received awaitSpan(Predicate<Received> fits) {
    Door.await(() -> assertThat(sluss.traces().spans()).anyMatch(fits));
    return sluss.traces().spans().stream().filter(fits).findFirst().orElseThrow();
  }

  private List<Received> ofThisSubmission() {
    return sluss.traces().spans().stream()
        .filter(span -> span.attribute(SUBMISSION).equals(submissionId))
        .toList();
  }

  /** The trace, and all that lead to it by links, over as many steps as there are. */
  private Set<String> tracesLinkedTo(String first) {
    var found = new HashSet<>(Set.of(first));
    List<Received> spans = ofThisSubmission();
    boolean more = true;
    while (more) {
      more = false;
      for (Received span : spans) {
        if (linksOf(span).stream().anyMatch(found::contains)) {
          more |= found.add(span.traceId());
        }
      }
    }
    return found;
  }

  private static List<String> linksOf(Received span) {
    return span.span().getLinksList().stream()
        .map(link -> HexFormat.of().formatHex(link.getTraceId().toByteArray()))
        .toList();
  }

  private static String traceIn(String traceparent) {
    return traceparent.substring(3, 35);
  }
}
