package se.sluss.simulator.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
