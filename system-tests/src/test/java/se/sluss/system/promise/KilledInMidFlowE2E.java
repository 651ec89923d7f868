package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Answer;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Hook;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/**
 * Each process is killed without warning while documents are being handed in, signed and sent at
 * once, and started again. Every method's promise is on all documents of all killings before it.
 */
@OnRunningSluss
@Order(10)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledInMidFlowE2E {
  private static final int EACH = 10;
  private static final Duration ANSWER = Duration.ofSeconds(5);

  private final Suite suite;
  private final Authority authority;
  private final Vendor vendor;
  private final List<Handed> all = new ArrayList<>();

  KilledInMidFlowE2E(RunningSluss sluss) {
    suite = sluss.suite();
    authority = sluss.authority();
    vendor = sluss.operator().vendor("Killed", 3);
  }

  @ParameterizedTest
  @Order(1)
  @ValueSource(strings = {"intake", "signing", "submitter", "receipts", "kafka", "postgres"})
  void nothingIsLostWhenItIsKilled(String name) {
    Component component = suite.component(name);
    int callsBefore = authority.callsOf(vendor.id()).size();
    // The first call's answer is on its way for so long that it is when the blow comes.
    authority.delay(vendor.id(), ANSWER);
    var restarted = new CompletableFuture<Void>();

    List<Handed> handed =
        new MidFlow(vendor, EACH)
            .play(
                () ->
                    Door.await(
                        () ->
                            assertThat(authority.callsOf(vendor.id()))
                                .hasSizeGreaterThan(callsBefore)),
                () -> {
                  component.kill9();
                  assertThat(component.alive()).isFalse();
                  restarted.completeAsync(() -> startAgain(component));
                });
    restarted.orTimeout(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    all.addAll(handed);
    vendor.await(handed, "RECEIVED");

    assertThat(suite.firstUnexpectedEnd()).isNotDone();
  }

  private static @Nullable Void startAgain(Component component) {
    component.start();
    component.awaitReady();
    return null;
  }

  @Test
  @Order(2)
  void aHandInThatIsRepeatedUnderItsKeyMakesNoSecondSubmission() {
    for (Handed one : all) {
      Answer again = vendor.handIn(one.provider(), one.bytes(), one.key()).orFail();
      assertThat(again.text("id")).isEqualTo(one.submissionId());
      assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }
    assertThat(vendor.submissions().keySet())
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Handed::submissionId).toList());
  }

  @Test
  @Order(3)
  void everyCallOfADocumentCarriesTheVeryBytes() {
    Map<String, Handed> byDocument =
        all.stream().collect(Collectors.toMap(one -> one.documentId().toString(), one -> one));
    List<Authority.Call> calls =
        authority.callsOf(vendor.id()).stream().filter(c -> !c.documentId().isEmpty()).toList();

    assertThat(calls.stream().map(Authority.Call::documentId).collect(Collectors.toSet()))
        .isEqualTo(byDocument.keySet());
    for (Authority.Call call : calls) {
      Handed one = byDocument.get(call.documentId());
      assertThat(authority.documentOf(call)).as("call %d", call.number()).isEqualTo(one.bytes());
      assertThat(call.outcome()).isEqualTo("ACCEPTED");
    }
  }

  @Test
  @Order(3)
  void whatWasInFlightWhenTheSubmitterDiedWentAgain() {
    List<Authority.Call> again =
        authority.callsOf(vendor.id()).stream().filter(Authority.Call::resend).toList();
    assertThat(again).isNotEmpty();

    Set<String> resent = again.stream().map(Authority.Call::documentId).collect(Collectors.toSet());
    assertThat(all.stream().filter(one -> resent.contains(one.documentId().toString())))
        .allSatisfy(
            one ->
                assertThat(vendor.submission(one.submissionId()).path("history"))
                    .anyMatch(step -> step.path("state").asText().equals("IN_DOUBT")));
  }

  @Test
  @Order(3)
  void nothingIsSentAgainAfterItsReceiptWasStored() {
    Map<String, List<Authority.Call>> byDocument =
        authority.callsOf(vendor.id()).stream()
            .collect(Collectors.groupingBy(Authority.Call::documentId));
    Map<String, JsonNode> receipts =
        vendor.all(Room.RECEIPTS, "/v1/receipts").stream()
            .collect(
                Collectors.toMap(
                    receipt -> receipt.path("submissionId").asText(), receipt -> receipt));
    for (Handed one : all) {
      JsonNode receipt = receipts.getOrDefault(one.submissionId(), MissingNode.getInstance());
      Instant stored = Instant.parse(receipt.path("storedAt").asText());
      List<Authority.Call> calls = byDocument.getOrDefault(one.documentId().toString(), List.of());
      assertThat(calls)
          .as("calls with %s", one)
          .hasSizeBetween(1, receipt.path("attemptNumber").asInt())
          .allMatch(call -> call.arrivedAt().isBefore(stored));
      assertThat(calls).extracting(Authority.Call::txId).contains(receipt.path("txId").asText());
    }
  }

  @Test
  @Order(3)
  void theAuthorityMeasuredNoTwoCallsCloserThanAgreed() {
    assertThat(authority.smallestGapMillis(vendor.id()).orElseThrow())
        .isGreaterThanOrEqualTo(RunningSluss.INTERVAL.toMillis());
    assertThat(authority.hasShutOff(vendor.id())).isFalse();
  }

  @Test
  @Order(3)
  void everyReceiptIsToldUnderOneId() {
    Map<String, String> eventIds =
        vendor.all(Room.RECEIPTS, "/v1/events").stream()
            .filter(event -> event.path("type").asText().equals("submission.received"))
            .collect(
                Collectors.toMap(
                    event -> event.path("data").path("submissionId").asText(),
                    event -> event.path("id").asText()));
    assertThat(eventIds).hasSameSizeAs(all);
    Door.await(
        () -> {
          Map<String, Set<String>> told =
              vendor
                  .hook()
                  .told("submission.received")
                  .collect(
                      Collectors.groupingBy(
                          Hook.Delivery::submissionId,
                          Collectors.mapping(Hook.Delivery::webhookId, Collectors.toSet())));
          assertThat(all)
              .allSatisfy(
                  one ->
                      assertThat(told.getOrDefault(one.submissionId(), Set.of()))
                          .as("webhooks of %s", one)
                          .containsExactly(eventIds.get(one.submissionId())));
        });
    assertThat(vendor.hook().deliveries()).allMatch(Hook.Delivery::verified);
  }

  @Test
  @Order(3)
  void everySubmissionHasOneReceiptAndNumbersItsEventsOnce() {
    List<JsonNode> receipts = vendor.all(Room.RECEIPTS, "/v1/receipts");
    assertThat(receipts)
        .extracting(receipt -> receipt.path("submissionId").asText())
        .containsExactlyInAnyOrderElementsOf(all.stream().map(Handed::submissionId).toList());

    var numbers = new HashSet<String>();
    for (JsonNode event : vendor.all(Room.RECEIPTS, "/v1/events")) {
      JsonNode data = event.path("data");
      if (data.path("submissionId").isTextual()) {
        String number = data.path("submissionId").asText() + "#" + data.path("sequence").asInt();
        assertThat(numbers.add(number)).as(number).isTrue();
      }
    }
  }
}
