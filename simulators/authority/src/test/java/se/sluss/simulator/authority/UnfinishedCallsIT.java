package se.sluss.simulator.authority;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnfinishedCallsIT {
  private static final String HEAD =
      "POST /shs2/FK.ASE.Tidredovisning HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n";

  @TempDir static Path pki;

  private AuthoritySimulator simulator;
  private Vendor vendor;

  @BeforeEach
  void start() throws Exception {
    simulator = AuthoritySimulatorIT.simulator(pki);
    vendor = Vendor.named(simulator, "vendor");
  }

  @AfterEach
  void stop() {
    vendor.close();
    simulator.close();
  }

  @Test
  void aRequestThatIsNeverFinishedIsACallAllTheSame() throws Exception {
    try (Socket socket = vendor.connect()) {
      socket.getOutputStream().write((HEAD + "half of").getBytes(US_ASCII));
      await().atMost(Duration.ofSeconds(20)).until(() -> calls() == 1);
      assertThat(ledger()).isEmpty();
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> ledger().size() == 1);

    assertThat(ledger().get(0).get("outcome").asText()).isEqualTo("INCOMPLETE");
  }

  @Test
  void bytesThatAreNoHttpEndTheConnection() throws Exception {
    try (Socket socket = vendor.connect()) {
      socket.getOutputStream().write("\u0001\u0002 nonsense\r\n\r\n".getBytes(US_ASCII));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(ledger().get(0).get("outcome").asText()).isEqualTo("HTTP_STATUS");
  }

  @Test
  void aCallSentBeforeTheAnswerToTheOneBeforeCountsAndEndsTheConnection() throws Exception {
    String delayed = "{\"kind\":\"latency\",\"millis\":60000}";
    Vendor.control(simulator, "POST", "/faults", delayed);
    try (Socket socket = vendor.connect()) {
      String whole = HEAD.replace("100", "1") + "x";
      socket.getOutputStream().write((whole + whole).getBytes(US_ASCII));

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> ledger().size() == 2);
    assertThat(ledger().get(1).get("reason").asText()).contains("before the answer");
  }

  private int calls() throws Exception {
    return Vendor.read(simulator, "/summary").get("calls").asInt();
  }

  private JsonNode ledger() throws Exception {
    return Vendor.read(simulator, "/ledger");
  }
}
