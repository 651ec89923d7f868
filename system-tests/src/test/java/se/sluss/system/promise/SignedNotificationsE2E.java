package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.verify.CheckName;
import se.sluss.evidence.verify.Finding;
import se.sluss.evidence.verify.Report;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Hook;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** The main job: thirty notifications of three providers, ten signed by each BankID signature. */
@OnRunningSluss
@Order(1)
class SignedNotificationsE2E {
  private static final int EACH = 10;

  private final RunningSluss sluss;
  private final Authority authority;
  private final Vendor vendor;
  private final List<Handed> handed = new ArrayList<>();
  private final List<String> orders = new ArrayList<>();

  SignedNotificationsE2E(RunningSluss sluss) {
    this.sluss = sluss;
    authority = sluss.authority();
    vendor = sluss.operator().vendor("Journal", 3);
  }

  @BeforeAll
  void handInSignAndWait() {
    for (Provider provider : vendor.providers()) {
      List<Handed> ten = vendor.handIn(provider, EACH);
      handed.addAll(ten);
      orders.add(vendor.sign(ten));
    }
    vendor.await(handed, "RECEIVED");
  }

  @Test
  void oneSignatureIsForTenNotifications() {
    assertThat(orders).hasSize(3).doesNotHaveDuplicates();
    for (String order : orders) {
      JsonNode seen = vendor.door(Room.SIGNING).get("/v1/signing-orders/" + order).json();
      assertThat(seen.path("submissionIds")).hasSize(EACH);
    }
  }

  @Test
  void everyReceiptShowsTheTransactionThatTheAuthorityGave() {
    Map<String, List<Authority.Call>> byDocument = callsByDocument();
    for (Handed one : handed) {
      List<Authority.Call> calls = byDocument.getOrDefault(one.documentId().toString(), List.of());
      assertThat(calls).hasSize(1);
      assertThat(calls.getFirst().accepted()).isTrue();
      String txId = calls.getFirst().txId();
      JsonNode shown = vendor.submission(one.submissionId()).path("receipt");
      JsonNode receipt = receipt(shown.path("id").asText());
      assertThat(txId).isNotEmpty();
      assertThat(shown.path("txId").asText()).isEqualTo(txId);
      assertThat(receipt.path("txId").asText()).isEqualTo(txId);
      assertThat(receipt.path("outcome").asText()).isEqualTo("RECEIVED");
      assertThat(receipt.path("submissionId").asText()).isEqualTo(one.submissionId());
      assertThat(receipt.path("documentId").asText()).isEqualTo(one.documentId().toString());
      assertThat(receipt.path("tenantId").asText()).isEqualTo(one.provider().id());
    }
  }

  @Test
  void theAuthorityGetsTheVeryBytesAndOneHashIsShownEverywhere() {
    Map<String, List<Authority.Call>> byDocument = callsByDocument();
    for (Handed one : handed) {
      Authority.Call call =
          byDocument.getOrDefault(one.documentId().toString(), List.of()).getFirst();
      String hash = Documents.sha256(one.bytes());
      var kept =
          vendor
              .door(Room.INTAKE)
              .get("/v1/submissions/" + one.submissionId() + "/document")
              .orFail();
      assertThat(authority.documentOf(call)).isEqualTo(one.bytes());
      assertThat(kept.bytes()).isEqualTo(one.bytes());
      assertThat(kept.header("ETag")).isEqualTo('"' + hash + '"');
      assertThat(call.sha256()).isEqualTo(hash);
      assertThat(vendor.submission(one.submissionId()).path("documentSha256").asText())
          .isEqualTo(hash);
    }
  }

  @Test
  void noTwoCallsAreCloserThanAgreed() {
    List<Authority.Call> calls = authority.callsOf(vendor.id());
    List<Long> arrivals = calls.stream().map(Authority.Call::arrivalNanos).sorted().toList();

    assertThat(calls).hasSize(handed.size());
    for (int i = 1; i < arrivals.size(); i++) {
      assertThat(arrivals.get(i) - arrivals.get(i - 1))
          .isGreaterThanOrEqualTo(RunningSluss.INTERVAL.toNanos());
    }
    assertThat(authority.smallestGapMillis(vendor.id()).orElseThrow())
        .isGreaterThanOrEqualTo(RunningSluss.INTERVAL.toMillis());
    assertThat(authority.hasShutOff(vendor.id())).isFalse();
  }

  @Test
  void everyReceiptIsProvenByAPackageThatAStrangerVerifies() throws IOException {
    Packages packages = new Packages(sluss);
    for (Handed one : handed) {
      byte[] zip = Packages.of(vendor, one);
      Report report = packages.verify(zip);

      assertThat(report.findings())
          .filteredOn(finding -> finding.outcome() != Finding.Outcome.PASSED)
          .extracting(Finding::check)
          .containsExactly(CheckName.TIMESTAMP);
      assertThat(report.receipt().orElseThrow().submissionId().value())
          .isEqualTo(one.submissionId());
      assertThat(EvidencePackage.read(zip).get(MemberNames.DOCUMENT)).isEqualTo(one.bytes());
    }
  }

  @Test
  void everyReceiptIsToldByOneVerifiedWebhook() {
    Door.await(
        () ->
            assertThat(vendor.hook().told("submission.received").map(Hook.Delivery::submissionId))
                .containsExactlyInAnyOrderElementsOf(
                    handed.stream().map(Handed::submissionId).toList()));

    List<Hook.Delivery> all = vendor.hook().deliveries();
    assertThat(all).allMatch(Hook.Delivery::verified);
    assertThat(all.stream().map(Hook.Delivery::webhookId)).doesNotHaveDuplicates();
    for (Handed one : handed) {
      Hook.Delivery told =
          vendor.hook().about(one.submissionId(), "submission.received").getFirst();
      assertThat(told.data().path("receiptId").asText())
          .isEqualTo(vendor.submission(one.submissionId()).at("/receipt/id").asText());
    }
  }

  @Test
  void everyHistoryGoesForwardAndSaysWhyAndWhatIsNext() {
    for (JsonNode submission : vendor.submissions().values()) {
      var states = new ArrayList<String>();
      for (JsonNode step : submission.path("history")) {
        states.add(step.path("state").asText());
        assertThat(step.path("at").asText()).isNotBlank();
        assertThat(step.path("why").asText()).isNotBlank();
        assertThat(step.path("next").asText()).isNotBlank();
      }
      // The one way back: a slot that was missed is given back, and nothing was sent in it.
      assertThat(String.join(" ", states))
          .matches(
              "ACCEPTED( AWAITING_SIGNATURE)*( QUEUED( SENDING QUEUED)*)?( SENDING)?( RECEIVED)+");
    }
  }

  @Test
  void everyHandInReceiptAndEventIsListedOnce() {
    Set<String> submissions = handed.stream().map(Handed::submissionId).collect(Collectors.toSet());
    assertThat(vendor.submissions().keySet()).isEqualTo(submissions);
    assertThat(vendor.all(Room.RECEIPTS, "/v1/receipts"))
        .extracting(receipt -> receipt.path("submissionId").asText())
        .containsExactlyInAnyOrderElementsOf(submissions);

    Door.await(
        () -> {
          List<JsonNode> events = vendor.all(Room.RECEIPTS, "/v1/events");
          Map<String, List<JsonNode>> byType =
              events.stream().collect(Collectors.groupingBy(event -> event.path("type").asText()));
          assertThat(byType.getOrDefault("submission.received", List.of()))
              .extracting(event -> event.path("data").path("submissionId").asText())
              .containsExactlyInAnyOrderElementsOf(submissions);
          assertThat(byType.getOrDefault("submission.queued", List.of()))
              .filteredOn(event -> event.path("data").path("reason").asText().equals("SIGNED"))
              .extracting(event -> event.path("data").path("submissionId").asText())
              .containsExactlyInAnyOrderElementsOf(submissions);
          assertThat(byType.getOrDefault("signing_order.completed", List.of())).hasSize(3);
          assertThat(
                  new HashSet<>(events.stream().map(event -> event.path("id").asText()).toList()))
              .hasSameSizeAs(events);
        });
  }

  private Map<String, List<Authority.Call>> callsByDocument() {
    return authority.callsOf(vendor.id()).stream()
        .collect(Collectors.groupingBy(Authority.Call::documentId));
  }

  private JsonNode receipt(String id) {
    return vendor.door(Room.RECEIPTS).get("/v1/receipts/" + id).orFail().json();
  }
}
