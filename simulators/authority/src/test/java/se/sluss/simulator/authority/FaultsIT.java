package se.sluss.simulator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.simulator.authority.contract.Product;

class FaultsIT {
  @TempDir static Path pki;

  private AuthoritySimulator simulator;
  private Vendor vendor;
  private String request;

  @BeforeEach
  void start() throws Exception {
    simulator = AuthoritySimulatorIT.simulator(pki);
    vendor = Vendor.named(simulator, "vendor");
    byte[] document = Samples.notification(UUID.randomUUID().toString());
    request =
        Samples.notificationRequest(
            document, Samples.signed(Samples.entry(Product.E_IOA, document)));
  }

  @AfterEach
  void stop() {
    vendor.close();
    simulator.close();
  }

  @Test
  void aCallDroppedBeforeStoringLeavesNoReceipt() throws Exception {
    arm("{\"kind\":\"drop-before-storing\"}");

    assertThatThrownBy(() -> vendor.notify(request)).isInstanceOf(IOException.class);

    assertThat(outcome()).isEqualTo("DROPPED_BEFORE_STORING");
    assertThat(Vendor.read(simulator, "/ledger").get(0).has("txId")).isFalse();
    assertThat(Vendor.read(simulator, "/ledger").get(0).get("answered").asBoolean()).isFalse();
  }

  @Test
  void aCallDroppedAfterStoringHasAReceiptThatNobodyGot() throws Exception {
    arm("{\"kind\":\"drop-after-storing\"}");

    assertThatThrownBy(() -> vendor.notify(request)).isInstanceOf(IOException.class);

    assertThat(outcome()).isEqualTo("ACCEPTED");
    assertThat(Vendor.read(simulator, "/ledger").get(0).get("txId").asText()).hasSize(36);
    assertThat(Vendor.read(simulator, "/ledger").get(0).get("answered").asBoolean()).isFalse();
  }

  @Test
  void aCallThatIsResetHasAReceiptThatNobodyGot() throws Exception {
    arm("{\"kind\":\"reset\"}");

    assertThatThrownBy(() -> vendor.notify(request))
        .isInstanceOf(IOException.class)
        .hasStackTraceContaining("reset");

    assertThat(outcome()).isEqualTo("ACCEPTED");
    assertThat(repeats("afterReceipt")).isZero();
  }

  @Test
  void aDocumentSentWhileItsCallHasNoAnswerOverlapsUntilThatCallIsGone() throws Exception {
    arm("{\"kind\":\"never\"}");
    try (Vendor forgotten = Vendor.named(simulator, "vendor")) {
      Thread.startVirtualThread(() -> ignoringTheEnd(() -> forgotten.notify(request)));
      await().atMost(Duration.ofSeconds(20)).until(() -> calls() == 1);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> Vendor.read(simulator, "/ledger").size() == 1);

      assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
      assertThat(repeats("overlapping")).isEqualTo(1);
    }
  }

  @Test
  void aDocumentSentAfterItsReceiptIsTold() throws Exception {
    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);

    assertThat(repeats("afterReceipt")).isEqualTo(1);
    assertThat(repeats("overlapping")).isZero();
    assertThat(Vendor.read(simulator, "/repeats").get(0).get("earlier").asInt()).isEqualTo(1);
    assertThat(Vendor.read(simulator, "/lanes").get(0).get("accepted").asInt()).isEqualTo(1);
  }

  @Test
  void withoutChecksADocumentIsTakenForItsIdAlone() throws Exception {
    String unsigned =
        Samples.notificationRequest(
            Samples.notification("0d3f7a54-0000-4000-8000-000000000002"),
            Samples.signed("another,entry"));
    assertThat(vendor.notify(unsigned).body()).contains("<SignatureValidationError");

    put("/checks", "{\"paceOnly\":true}");

    assertThat(vendor.notify(unsigned).body()).contains("<tx-id>");
    assertThat(Vendor.read(simulator, "/ledger?after=1&limit=1").get(0).get("documentId").asText())
        .isEqualTo("0d3f7a54-0000-4000-8000-000000000002");
  }

  @Test
  void chaosStrikesUntilItIsCalledOff() throws Exception {
    put("/chaos", "{\"seed\":1,\"share\":1.0,\"kinds\":[\"reset-before-storing\"]}");
    assertThatThrownBy(() -> vendor.notify(request)).isInstanceOf(IOException.class);

    Vendor.control(simulator, "DELETE", "/chaos", "");

    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
    assertThat(outcome()).isEqualTo("DROPPED_BEFORE_STORING");
  }

  private interface Action {
    void run() throws Exception;
  }

  private static void ignoringTheEnd(Action action) {
    try {
      action.run();
    } catch (Exception expected) {
      // the vendor is closed while it waits
    }
  }

  private void put(String path, String body) throws Exception {
    assertThat(Vendor.control(simulator, "PUT", path, body).statusCode()).isEqualTo(200);
  }

  private int calls() throws Exception {
    return Vendor.read(simulator, "/summary").get("calls").asInt();
  }

  private int repeats(String kind) throws Exception {
    return Vendor.read(simulator, "/summary").get("repeats").get(kind).asInt();
  }

  @Test
  void aSoapFaultSaysNothingAboutTheDocument() throws Exception {
    arm("{\"kind\":\"soap-fault\"}");

    HttpResponse<String> answer = vendor.notify(request);

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("soap:Fault").doesNotContain("<detail>");
    assertThat(outcome()).isEqualTo("SOAP_FAULT");
  }

  @Test
  void bothFinalFaultsCanBeAskedFor() throws Exception {
    arm("{\"kind\":\"validation-fault\"}");
    arm("{\"kind\":\"signature-fault\"}");

    assertThat(vendor.notify(request).body()).contains("<XmlValidationError");
    assertThat(vendor.notify(request).body()).contains("<SignatureValidationError");
    assertThat(Vendor.read(simulator, "/summary").get("refused").asInt()).isEqualTo(2);
  }

  @Test
  void anHttpStatusComesAsOftenAsItWasAskedFor() throws Exception {
    arm("{\"kind\":\"http-status\",\"status\":503,\"times\":2}");

    assertThat(vendor.notify(request).statusCode()).isEqualTo(503);
    assertThat(vendor.notify(request).statusCode()).isEqualTo(503);
    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
  }

  @Test
  void anAnswerCanWait() throws Exception {
    arm("{\"kind\":\"latency\",\"millis\":300}");
    long before = System.nanoTime();

    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void aRefusedHandshakeIsNoCallAndStrikesOpenConnectionsToo() throws Exception {
    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
    arm("{\"kind\":\"tls-refusal\",\"clientCn\":\"vendor\",\"times\":9}");

    assertThatThrownBy(() -> vendor.notify(request)).isInstanceOf(IOException.class);

    assertThat(Vendor.read(simulator, "/ledger")).hasSize(1);
    Vendor.control(simulator, "DELETE", "/faults", "");
    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
  }

  @Test
  void aFaultForAnotherClientStrikesNobodyElse() throws Exception {
    arm("{\"kind\":\"http-status\",\"clientCn\":\"another\"}");

    assertThat(vendor.notify(request).statusCode()).isEqualTo(200);
  }

  @Test
  void aFaultThatIsNotKnownIsNotArmed() throws Exception {
    assertThat(Vendor.control(simulator, "POST", "/faults", "{\"kind\":\"flood\"}").statusCode())
        .isEqualTo(400);
  }

  private void arm(String fault) throws Exception {
    assertThat(Vendor.control(simulator, "POST", "/faults", fault).statusCode()).isEqualTo(201);
  }

  private String outcome() throws Exception {
    return Vendor.read(simulator, "/ledger").get(0).get("outcome").asText();
  }
}
