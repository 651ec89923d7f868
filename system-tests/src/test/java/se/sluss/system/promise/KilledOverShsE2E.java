package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.verify.CheckName;
import se.sluss.evidence.verify.Finding;
import se.sluss.evidence.verify.Report;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** The submitter is killed without warning while calls over SHS are open and answers are lost. */
@OnRunningSluss
@Order(11)
class KilledOverShsE2E {
  private static final Duration ANSWER = Duration.ofSeconds(15);

  /** An answer that is due so soon may be stored before the blow. */
  private static final Duration NEARLY_THERE = Duration.ofSeconds(1);

  private static final int LOST = 2;
  private static final int OPEN = 3;
  private static final int DOCUMENTS = 8;

  private final Suite suite;
  private final Authority authority;
  private final Vendor vendor;
  private final Packages packages;

  KilledOverShsE2E(RunningSluss sluss) {
    packages = new Packages(sluss);
    suite = sluss.suite();
    authority = sluss.authority();
    vendor = sluss.operator().vendorOverShs("Killed over SHS", 1);
  }

  @Test
  void nothingIsLostAndOnlyWhatWasInDoubtGoesAgainAsTheSameMessage() throws IOException {
    // given calls whose answers are lost, and calls whose answers are on their way
    for (int i = 0; i < LOST; i++) {
      authority.arm(vendor.id(), "drop-after-storing");
    }
    for (int i = 0; i < OPEN; i++) {
      authority.delay(vendor.id(), ANSWER);
    }
    List<Handed> handed = vendor.handIn(vendor.provider(), DOCUMENTS);
    vendor.signInsistently(handed);
    Door.await(() -> assertThat(calls()).hasSizeGreaterThanOrEqualTo(LOST + OPEN));

    // when
    Component submitter = suite.component(Room.SUBMITTER);
    Set<String> open = open(calls(), Instant.now().plus(NEARLY_THERE));
    submitter.kill9();
    assertThat(submitter.alive()).isFalse();
    submitter.start();
    submitter.awaitReady();

    // then
    vendor.await(handed, "RECEIVED");
    Map<String, List<Authority.Call>> byDocument =
        calls().stream().collect(Collectors.groupingBy(Authority.Call::documentId));
    Map<String, JsonNode> receipts =
        vendor.all(Room.RECEIPTS, "/v1/receipts").stream()
            .collect(Collectors.toMap(one -> one.path("submissionId").asText(), one -> one));
    assertThat(receipts).hasSize(DOCUMENTS);
    assertThat(open).as("open when the blow came").isNotEmpty();
    for (Handed one : handed) {
      List<Authority.Call> calls = byDocument.get(one.documentId().toString());
      assertThat(calls).as("calls with %s", one).isNotEmpty();
      assertThat(calls)
          .allSatisfy(
              call -> {
                assertThat(call.path()).isEqualTo("/shs/rs");
                assertThat(call.accepted()).isTrue();
                assertThat(authority.documentOf(call)).isEqualTo(one.bytes());
              });
      assertThat(calls.stream().map(Authority.Call::requestSha256).distinct())
          .as("messages, with their labels, of %s", one)
          .hasSize(1);
      int doubts = doubts(one);
      assertThat(calls).as("calls with %s, %d doubts", one, doubts).hasSizeBetween(1, 1 + doubts);
      if (open.contains(one.documentId().toString())) {
        assertThat(calls).as("calls with %s", one).hasSizeGreaterThan(1);
      }
      assertThat(receipts.get(one.submissionId()).path("txId").asText())
          .isEqualTo(calls.getLast().txId());
    }
    // A resend that falls due between may take the slot of one whose message was ready; not of all.
    List<JsonNode> lost =
        handed.stream()
            .filter(one -> open.contains(one.documentId().toString()))
            .flatMap(
                one ->
                    lost(
                        one, byDocument.get(one.documentId().toString()).getFirst().requestSha256())
                        .stream())
            .toList();
    assertThat(lost).as("archived with what was asked").isNotEmpty();
    for (JsonNode one : lost) {
      assertThat(exchanges("txId=" + one.path("request").path("txId").asText()))
          .extracting(exchange -> exchange.path("attemptId").asText())
          .contains(one.path("attemptId").asText());
    }
    for (Handed one : handed) {
      byte[] zip = Packages.of(vendor, one);
      Report report = packages.verify(zip);
      assertThat(EvidencePackage.read(zip).names()).contains("answer/response.shs");
      assertThat(report.findings())
          .as("evidence of %s", one)
          .filteredOn(finding -> finding.outcome() != Finding.Outcome.PASSED)
          .extracting(Finding::check)
          .containsExactly(CheckName.TIMESTAMP);
    }
    assertThat(authority.smallestGapMillis(vendor.id()).orElseThrow())
        .isGreaterThanOrEqualTo(RunningSluss.INTERVAL.toMillis());
    assertThat(authority.hasShutOff(vendor.id())).isFalse();
  }

  /** What the killed one asked with that message, if it was ready when the slot was taken. */
  private List<JsonNode> lost(Handed one, String sha256) {
    return exchanges("submissionId=" + one.submissionId()).stream()
        .filter(exchange -> exchange.path("cause").asText().equals("SENDER_LOST"))
        .filter(exchange -> exchange.path("request").path("sha256").asText().equals(sha256))
        .toList();
  }

  private List<JsonNode> exchanges(String query) {
    List<JsonNode> found = new ArrayList<>();
    Vendor.insistently(() -> vendor.door(Room.SUBMITTER).get("/v1/exchanges?" + query))
        .json()
        .path("data")
        .forEach(found::add);
    return found;
  }

  /** The documents whose answers were still on their way then. */
  private static Set<String> open(List<Authority.Call> calls, Instant then) {
    return calls.subList(LOST, LOST + OPEN).stream()
        .filter(call -> call.arrivedAt().plus(ANSWER).isAfter(then))
        .map(Authority.Call::documentId)
        .collect(Collectors.toSet());
  }

  private List<Authority.Call> calls() {
    return authority.callsOf(vendor.id());
  }

  /** How often nobody knew whether the authority has it. */
  private int doubts(Handed one) {
    List<String> states = new ArrayList<>();
    vendor
        .submission(one.submissionId())
        .path("history")
        .forEach(step -> states.add(step.path("state").asText()));
    return (int) states.stream().filter("IN_DOUBT"::equals).count();
  }
}
