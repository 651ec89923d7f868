package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.DebianProgram;
import se.sluss.launcher.process.Ports;

class PrometheusIT {
  @TempDir private Path folder;
  private final List<HttpServer> rooms = new ArrayList<>();

  @AfterEach
  void stop() {
    rooms.forEach(room -> room.stop(0));
  }

  @Test
  void everyRoomIsScrapedAndTheDeployedRulesAreJudgedBy() throws Exception {
    Path checkout = Path.of("").toAbsolutePath().getParent();
    Optional<Path> program =
        DebianProgram.unpacked(
            "prometheus", checkout.resolve(".sluss/tools/prometheus"), "prometheus");
    boolean required = "required".equals(System.getenv("SLUSS_TEST_TOOLS"));
    Assumptions.assumeTrue(
        program.isPresent() || required, "Prometheus is in Debian's package, and not here");
    var addresses = new Addresses(room(), room(), room(), room(), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    var layout = new Layout(checkout, folder);
    Files.createDirectories(layout.run());
    var prometheus =
        new Prometheus(program.orElseThrow(), layout, addresses, Ports.free(1).getFirst());

    ChildProcess process = ChildProcess.start(prometheus.plan());
    try {
      await()
          .atMost(1, TimeUnit.MINUTES)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(
                          ask(prometheus, "/api/v1/query?query=a_metric_total")
                              .at("/data/result")
                              .valueStream()
                              .map(series -> series.at("/metric/room").asText()))
                      .containsExactlyInAnyOrder("intake", "signing", "submitter", "receipts"));
      assertThat(ask(prometheus, "/api/v1/rules").toString())
          .contains("SlussRoomDown", "SlussErrorBudgetBurns");
    } finally {
      process.stop(Duration.ofSeconds(10));
    }
  }

  /** Stands in for a room; its port. */
  private int room() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/q/metrics",
        exchange -> {
          try (exchange) {
            byte[] text = "a_metric_total 1\n".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
          }
        });
    server.start();
    rooms.add(server);
    return server.getAddress().getPort();
  }

  private static JsonNode ask(Prometheus prometheus, String path)
      throws IOException, InterruptedException {
    URI address = prometheus.address().resolve(path);
    return new ObjectMapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body());
  }
}
