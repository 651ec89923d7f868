package se.sluss.submitter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static se.sluss.testsupport.Eventually.holds;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.model.event.ConnectionRegistered;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Service;
import se.sluss.model.sealed.Purpose;

@SubmitterTest
class DeliverSubmissionIT extends Deliveries {
  @ParameterizedTest
  @EnumSource(Service.class)
  void documentArrivesByteForByteAndItsReceiptIsTold(Service service) {
    String connection = vendor.connect(service);
    SubmissionSigned signed = vendor.signed(service);

    vendor.tell(signed);

    SubmissionReceived received = last(signed, SubmissionReceived.class);
    assertThat(kinds(signed))
        .containsExactly(SubmissionQueued.class, SubmissionSending.class, SubmissionReceived.class);
    assertThat(received.connectionId().value()).isEqualTo(connection);
    assertThat(received.attemptNumber()).isEqualTo(slots(signed));
    List<JsonNode> calls = AUTHORITY.calls(vendor.commonName());
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().path("outcome").asText()).isEqualTo("ACCEPTED");
    assertThat(calls.getFirst().path("documentSha256").asText()).isEqualTo(signed.documentSha256());
    assertThat(received.txId()).isEqualTo(calls.getFirst().path("txId").asText());
    assertThat(opened(signed, received)).contains(received.txId());
    assertThat(calls.getFirst().path("headers").toString()).doesNotContain("traceparent");
    assertThat(Vendor.toldOf(connection).getFirst()).isInstanceOf(ConnectionRegistered.class);
  }

  @Test
  void placeAndTimeAreToldWithTheQueueing() {
    vendor.connect(Service.ELT);
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    SubmissionQueued queued = first(signed, SubmissionQueued.class);
    assertThat(queued.position()).isEqualTo(1);
    assertThat(queued.reason()).isEqualTo(QueuedReason.SIGNED);
    assertThat(queued.estimatedStart())
        .isBetween(queued.queuedAt().minusSeconds(1), queued.queuedAt().plusSeconds(5));
  }

  @Test
  void refusalIsNotRetried() {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "validation-fault", 1, "");
    SubmissionSigned refused = vendor.signed(Service.ELT);
    SubmissionSigned next = vendor.signed(Service.ELT);

    vendor.tell(refused);
    SubmissionRefused told = last(refused, SubmissionRefused.class);
    vendor.tell(next);
    last(next, SubmissionReceived.class);

    assertThat(told.reason()).isEqualTo(RefusalReason.XML_VALIDATION);
    byte[] message =
        sealer.open(
            told.submission().tenantId(),
            told.submission().submissionId().value(),
            Purpose.AUTHORITY_MESSAGE,
            told.sealedMessage());
    assertThat(new String(message, StandardCharsets.UTF_8)).isEqualTo("asked for");
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(2);
  }

  @Test
  void answerLostAfterStoringIsDoubtAndTheSameBytesGoAgain() {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "drop-after-storing", 1, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    SubmissionReceived received = last(signed, SubmissionReceived.class);
    assertThat(kinds(signed))
        .containsExactly(
            SubmissionQueued.class,
            SubmissionSending.class,
            SubmissionInDoubt.class,
            SubmissionSending.class,
            SubmissionReceived.class);
    assertThat(received.attemptNumber()).isEqualTo(slots(signed));
    List<JsonNode> calls = AUTHORITY.calls(vendor.commonName());
    assertThat(calls).hasSize(2);
    assertThat(calls)
        .extracting(call -> call.path("documentSha256").asText())
        .containsOnly(signed.documentSha256());
    assertThat(calls.getLast().path("resend").asBoolean()).isTrue();
  }

  @Test
  void resendsAreBoundedAndThenAPersonHasToLook() {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "http-status", 10, ",\"status\":502");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    SubmissionParked parked = last(signed, SubmissionParked.class);
    assertThat(parked.reason()).isEqualTo("HTTP_STATUS");
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1 + InAHurry.MOST_RESENDS);
  }

  @Test
  void slowAnswerDoesNotHoldUpTheNextCall() {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "latency", 1, ",\"millis\":3500");
    SubmissionSigned slow = vendor.signed(Service.ELT);
    SubmissionSigned quick = vendor.signed(Service.ELT);

    vendor.tell(slow);
    vendor.tell(quick);

    last(quick, SubmissionReceived.class);
    last(slow, SubmissionReceived.class);
    assertThat(AUTHORITY.calls(vendor.commonName()).get(1).path("gapMicros").asLong())
        .isLessThan(3_400_000);
  }

  @Test
  void timeOutIsDoubtAndTheSameDocumentGoesAgain() {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "latency", 1, ",\"millis\":5000");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    last(signed, SubmissionReceived.class);
    assertThat(first(signed, SubmissionInDoubt.class).reason()).isEqualTo("TIME_OUT");
  }

  @Test
  void shutOffStopsTheLaneAndKeepsEveryDocument() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "http-status", 1, ",\"status\":403");
    SubmissionSigned struck = vendor.signed(Service.ELT);
    SubmissionSigned waiting = vendor.signed(Service.ELT);

    vendor.tell(struck);
    holds(() -> assertThat(Vendor.toldOf(connection)).last().isInstanceOf(ConnectionStopped.class));
    vendor.tell(waiting);
    first(waiting, SubmissionQueued.class);

    assertThat(last(struck, SubmissionQueued.class).reason()).isEqualTo(QueuedReason.LANE_STOPPED);
    lane(connection)
        .body("state", equalTo("STOPPED"))
        .body("reason", equalTo("FORBIDDEN"))
        .body("backlog", equalTo(2));
    assertThat(AUTHORITY.calls(vendor.commonName())).hasSize(1);

    admin().post("/v1/lanes/" + connection + "/resume").then().statusCode(200);

    last(struck, SubmissionReceived.class);
    last(waiting, SubmissionReceived.class);
  }

  @Test
  void refusedCertificateStopsTheLaneBeforeAnythingIsSent() {
    String connection = vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "tls-refusal", 100, "");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    holds(() -> assertThat(Vendor.toldOf(connection)).last().isInstanceOf(ConnectionStopped.class));
    assertThat(((ConnectionStopped) Vendor.toldOf(connection).getLast()).reason())
        .isEqualTo("TLS_ALERT");
    assertThat(kinds(signed)).containsExactly(SubmissionQueued.class);
    assertThat(AUTHORITY.calls(vendor.commonName())).isEmpty();
  }

  @Test
  void overloadedAuthorityIsGivenTimeAndGetsTheDocumentLater() {
    vendor.connect(Service.ELT);
    AUTHORITY.fault(vendor.commonName(), "http-status", 1, ",\"status\":503");
    SubmissionSigned signed = vendor.signed(Service.ELT);

    vendor.tell(signed);

    last(signed, SubmissionReceived.class);
    List<JsonNode> calls = AUTHORITY.calls(vendor.commonName());
    assertThat(calls.getLast().path("gapMicros").asLong())
        .isGreaterThan(Duration.ofMillis(450).toNanos() / 1000);
  }

  @Test
  void backlogLeavesInOrderAtThePaceAndNoQuicker() {
    vendor.connect(Service.ELT);
    List<SubmissionSigned> backlog = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      backlog.add(vendor.signed(Service.ELT));
    }
    backlog.forEach(vendor::tell);

    backlog.forEach(signed -> last(signed, SubmissionReceived.class));
    List<JsonNode> calls = AUTHORITY.calls(vendor.commonName());
    assertThat(calls).hasSize(12);
    assertThat(AUTHORITY.shutOff(vendor.commonName())).isFalse();
    assertThat(calls.stream().skip(1))
        .allSatisfy(
            call ->
                assertThat(call.path("gapMicros").asLong())
                    .isGreaterThanOrEqualTo(Authority.INTERVAL.toNanos() / 1000));
  }
}
