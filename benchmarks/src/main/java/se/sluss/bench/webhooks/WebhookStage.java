package se.sluss.bench.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.sluss.bench.frame.Settings;
import se.sluss.bench.harness.Pause;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.process.JavaProgram;
import se.sluss.launcher.suite.Addresses;
import se.sluss.launcher.suite.Layout;
import se.sluss.launcher.suite.Parts;
import se.sluss.launcher.suite.ReplicaOptions;
import se.sluss.launcher.suite.Simulator;
import se.sluss.launcher.suite.Suite;
import se.sluss.launcher.suite.SuiteOptions;

/** Postgres, Kafka, intake for a client's key, one receipts, and the sink with tested endpoints. */
final class WebhookStage implements AutoCloseable {
  private static final List<String> FLAGS = JavaProgram.measured(512);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Suite suite;
  private final List<String> endpoints = new ArrayList<>();
  private final List<String> hooks = new ArrayList<>();
  private String vendor = "";

  private WebhookStage(Suite suite) {
    this.suite = suite;
  }

  static WebhookStage set(Settings settings, String name, int endpoints) throws IOException {
    Suite suite =
        Suite.start(
            SuiteOptions.forTests(new Layout(settings.checkout(), settings.work().resolve(name)))
                .with(new Parts(Set.of(), Set.of(Simulator.WEBHOOK_SINK)))
                .with(Room.RECEIPTS, "SLUSS_HTTP_REQUESTS_PER_MINUTE", "100000000")
                .with(Room.RECEIPTS, "SLUSS_RECEIPTS_WEBHOOK_POLL_INTERVAL", "PT0.02S"));
    WebhookStage stage = new WebhookStage(suite);
    try {
      suite.addReplica(Room.INTAKE, new ReplicaOptions(Map.of(), FLAGS));
      URI receipts =
          suite
              .addReplica(Room.RECEIPTS, new ReplicaOptions(Map.of(), FLAGS))
              .address()
              .orElseThrow();
      stage.subscribe(receipts, endpoints);
      return stage;
    } catch (IOException | RuntimeException e) {
      suite.close();
      throw e;
    }
  }

  private void subscribe(URI receipts, int count) throws IOException {
    URI intake = suite.component(Room.INTAKE).address().orElseThrow();
    String admin = suite.adminKey();
    vendor = post(intake, "/v1/vendors", admin, Map.of("name", "Bench")).path("id").asText();
    Map<String, String> client = Map.of("vendorId", vendor, "mode", "test", "name", "bench");
    String key = post(intake, "/v1/clients", admin, client).path("key").asText();
    until(() -> get(receipts, "/v1/events", key).statusCode() == 200);
    for (int i = 0; i < count; i++) {
      String hook = "bench-" + i;
      String url = "https://%s:%d/hooks/%s".formatted(Addresses.SINK_HOST, sinkPort(), hook);
      JsonNode made =
          post(
              receipts,
              "/v1/webhook-endpoints",
              key,
              Map.of("url", url, "eventTypes", List.of("*")));
      send(
          "PUT",
          control("/secrets/" + hook),
          "",
          Map.of("secrets", List.of(made.path("secret").asText())));
      String path = "/v1/webhook-endpoints/" + made.path("id").asText();
      activate(receipts, path, key);
      endpoints.add(made.path("id").asText());
      hooks.add(hook);
    }
  }

  /** A cold process on a busy machine may take too long for its first test, so it is repeated. */
  private void activate(URI receipts, String path, String key) throws IOException {
    String tested = "";
    long begin = System.nanoTime();
    while (!get(receipts, path, key).body().contains("\"ACTIVE\"")) {
      if (tested.isEmpty() || get(receipts, tested, key).body().contains("\"FAILED\"")) {
        JsonNode test = post(receipts, path + "/test", key, Map.of());
        tested = "/v1/deliveries/" + test.path("id").asText();
      }
      patient(begin);
      Pause.of(GLANCE);
    }
  }

  /** Lets a hook answer later than anybody waits. */
  void hang(String hook) throws IOException {
    Map<String, Object> fault = Map.of("name", hook, "times", 1_000_000, "delayMillis", 25_000);
    send("POST", control("/faults"), "", fault);
  }

  /** The sink forgets what came, so that its memory does not slow it. */
  void forget() throws IOException {
    send("DELETE", control("/deliveries"), "", Map.of());
  }

  String vendor() {
    return vendor;
  }

  List<String> endpoints() {
    return endpoints;
  }

  List<String> hooks() {
    return hooks;
  }

  int sinkPort() {
    return suite.addresses().sink();
  }

  Path sinkAuthority() {
    return suite.options().layout().pki("webhook-sink").resolve("ca.pem");
  }

  Backlog backlog() {
    return new Backlog(this, suite.addresses().postgres(), suite.superuserPassword());
  }

  private URI control(String path) {
    return suite.addresses().sinkControlUri().resolve(path);
  }

  private JsonNode post(URI room, String path, String key, Map<String, ?> body) throws IOException {
    return JSON.readTree(send("POST", room.resolve(path), key, body).body());
  }

  private HttpResponse<String> get(URI room, String path, String key) throws IOException {
    return exchange(request(room.resolve(path), key).GET().build());
  }

  private HttpResponse<String> send(String method, URI to, String key, Map<String, ?> body)
      throws IOException {
    HttpRequest request =
        request(to, key)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(method, BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build();
    HttpResponse<String> answer = exchange(request);
    if (answer.statusCode() >= 300) {
      throw new IOException("%s: %d".formatted(to.getPath(), answer.statusCode()));
    }
    return answer;
  }

  private static HttpRequest.Builder request(URI to, String key) {
    HttpRequest.Builder request = HttpRequest.newBuilder(to);
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> exchange(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void until(Condition condition) throws IOException {
    long begin = System.nanoTime();
    while (!condition.holds()) {
      patient(begin);
      Pause.of(GLANCE);
    }
  }

  private static void patient(long begin) throws IOException {
    if (System.nanoTime() - begin > PATIENCE.toNanos()) {
      throw new IOException("The room does not get ready");
    }
  }

  @Override
  public void close() {
    suite.close();
    http.close();
  }
}
