package se.sluss.receipts.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.util.SelfSignedCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.WebhookConfigs;
import se.sluss.receipts.webhook.address.EndpointUrl;
import se.sluss.receipts.webhook.address.Target;

/** The name exists nowhere: whoever looked it up would fail. */
class VertxWebhookSenderTest {
  private static final String HOST = "hooks.nowhere.test";
  private static final Lane LANE = new Lane(WebhookEndpointId.next(), 1);
  private static final Payload BODY = Payload.of("{\"type\":\"å\"}".getBytes(UTF_8));
  private static final Map<String, String> HEADERS =
      Map.of("webhook-id", "evt_1", "traceparent", "00-a-b-01");

  private static Vertx vertx;
  private static SelfSignedCertificate certificate;

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private Handler<HttpServerRequest> answer =
      request -> request.response().setStatusCode(204).end();
  private HttpServer server;
  private VertxWebhookSender sender;

  private record Request(
      String sni, String uri, Map<String, String> headers, String body, int remotePort) {}

  @BeforeAll
  static void prepare() throws CertificateException {
    vertx = Vertx.vertx();
    certificate = new SelfSignedCertificate(HOST);
  }

  @AfterAll
  static void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    certificate.delete();
  }

  @BeforeEach
  void start() {
    HttpServerOptions options =
        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys());
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(this::take)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    sender = sender(Map.of("trust-file", certificate.certificate().getPath()));
  }

  private static PemKeyCertOptions keys() {
    return new PemKeyCertOptions()
        .addCertPath(certificate.certificate().getPath())
        .addKeyPath(certificate.privateKey().getPath());
  }

  @AfterEach
  void stop() {
    sender.close();
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private void take(HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(header -> headers.put(header.getKey().toLowerCase(), header.getValue()));
    request
        .body()
        .onSuccess(
            body -> {
              requests.add(
                  new Request(
                      request.connection().indicatedServerName(),
                      request.uri(),
                      headers,
                      body.toString(UTF_8),
                      request.remoteAddress().port()));
              answer.handle(request);
            });
  }

  @Test
  void connectsToTheCheckedAddressAndSaysTheName() {
    AttemptReport report = post("/in?a=b%20c");

    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Delivered());
    assertThat(report.status()).contains(204);
    assertThat(requests).hasSize(1);
    Request request = requests.getFirst();
    assertThat(request.sni()).isEqualTo(HOST);
    assertThat(request.uri()).isEqualTo("/in?a=b%20c");
    assertThat(request.body()).isEqualTo("{\"type\":\"å\"}");
    assertThat(request.headers())
        .containsEntry("host", HOST + ":" + server.actualPort())
        .containsEntry("user-agent", "Sluss-Webhooks/1")
        .containsEntry("content-type", "application/json")
        .containsEntry("webhook-id", "evt_1")
        .containsEntry("traceparent", "00-a-b-01")
        .doesNotContainKeys("accept-encoding", "authorization", "cookie");
  }

  @Test
  void certificateOfAnotherNameIsRefused() {
    AttemptReport report = sender.post(LANE, target("other.nowhere.test"), 1, HEADERS, BODY);

    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Failed(FailureReason.TLS));
    assertThat(requests).isEmpty();
  }

  @Test
  void authorityThatNobodyTrustsIsRefused() {
    VertxWebhookSender strict = sender(Map.of());

    AttemptReport report = strict.post(LANE, target(HOST), 1, HEADERS, BODY);

    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Failed(FailureReason.TLS));
    assertThat(requests).isEmpty();
    strict.close();
  }

  @Test
  void redirectIsAnAnswerAndNotFollowed() {
    answer =
        request ->
            request
                .response()
                .setStatusCode(302)
                .putHeader("Location", "https://" + HOST + ":" + server.actualPort() + "/inner")
                .end();

    AttemptReport report = post("/");

    assertThat(report.status()).contains(302);
    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Failed(FailureReason.STATUS));
    assertThat(requests).hasSize(1);
  }

  @Test
  void answerThatNeverComesIsATimeOut() {
    answer = request -> {};

    AttemptReport report = impatiently();

    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Overloaded(FailureReason.TIMEOUT));
  }

  @Test
  void answerThatNeverEndsIsATimeOut() {
    answer =
        request -> {
          request.response().setStatusCode(200).setChunked(true);
          vertx.setPeriodic(
              20,
              timer -> {
                if (!request.response().closed()) {
                  request.response().write("x");
                }
              });
        };

    AttemptReport report = impatiently();

    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Overloaded(FailureReason.TIMEOUT));
  }

  @Test
  void ofAHugeAnswerTheBeginningIsKept() {
    answer =
        request ->
            request.response().setStatusCode(500).end(Buffer.buffer("ab".repeat(1024 * 1024)));

    AttemptReport report = post("/");

    assertThat(report.status()).contains(500);
    assertThat(new String(report.answer().bytes(), UTF_8)).isEqualTo("ab".repeat(1024));
  }

  @Test
  void encodedAnswerIsKeptAsItCame() {
    byte[] zipped = {31, -117, 8, 0};
    answer =
        request ->
            request.response().putHeader("Content-Encoding", "gzip").end(Buffer.buffer(zipped));

    assertThat(post("/").answer().bytes()).isEqualTo(zipped);
  }

  @Test
  void retryAfterIsRead() {
    answer = request -> request.response().setStatusCode(503).putHeader("Retry-After", "120").end();

    assertThat(post("/").retryAfter()).contains(Duration.ofMinutes(2));
  }

  @Test
  void connectionThatBreaksIsLost() {
    answer = request -> request.connection().close();

    assertThat(post("/").outcome())
        .isEqualTo(new AttemptOutcome.Failed(FailureReason.CONNECTION_LOST));
  }

  @Test
  void whatIsNoHttpIsTheAttemptsFaultAndNotAWordOfItIsLogged() {
    NetServer other =
        vertx
            .createNetServer(new NetServerOptions().setSsl(true).setKeyCertOptions(keys()))
            .connectHandler(
                socket -> socket.handler(_ -> socket.write("\u001b[2J its own words\r\n\r\n")))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    java.util.logging.Handler log = collecting(logged);
    Logger vertxLog = Logger.getLogger("io.vertx");
    vertxLog.addHandler(log);
    try {
      AttemptReport report = sender.post(LANE, target(HOST, other.actualPort()), 1, HEADERS, BODY);

      assertThat(report.outcome())
          .isEqualTo(new AttemptOutcome.Failed(FailureReason.CONNECTION_LOST));
    } finally {
      vertxLog.removeHandler(log);
      other.close().toCompletionStage().toCompletableFuture().join();
    }

    assertThat(logged).extracting(LogRecord::getMessage).isEmpty();
  }

  private static java.util.logging.Handler collecting(List<LogRecord> lines) {
    return new java.util.logging.Handler() {
      @Override
      public void publish(LogRecord line) {
        lines.add(line);
      }

      @Override
      public void flush() {
        // Nothing is held back.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Test
  void portThatNobodyListensOnIsNoConnection() throws IOException {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Target nobody =
        new Target(new EndpointUrl(HOST, free, "/"), List.of(InetAddress.ofLiteral("127.0.0.1")));

    assertThat(sender.post(LANE, nobody, 1, HEADERS, BODY).outcome())
        .isEqualTo(new AttemptOutcome.Failed(FailureReason.CONNECT));
  }

  @Test
  void aFileOfAuthoritiesThatHasNoneStopsTheStartAndItsSettingIsNamed(@TempDir Path folder)
      throws IOException {
    Path missing = folder.resolve("missing.pem");
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path other = Files.writeString(folder.resolve("other.pem"), "no certificate");

    assertThat(List.of(missing, empty, other))
        .allSatisfy(
            file ->
                assertThatThrownBy(() -> sender(Map.of("trust-file", file.toString())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("sluss.receipts.webhook.trust-file: ")
                    .hasMessageContaining(file.toString()));
  }

  private AttemptReport post(String uri) {
    Target target =
        new Target(
            new EndpointUrl(HOST, server.actualPort(), uri),
            List.of(InetAddress.ofLiteral("127.0.0.1")));
    return sender.post(LANE, target, 1, HEADERS, BODY);
  }

  private AttemptReport impatiently() {
    VertxWebhookSender impatient =
        sender(
            Map.of(
                "trust-file", certificate.certificate().getPath(), "exchange-timeout", "PT0.5S"));
    try {
      return impatient.post(LANE, target(HOST), 1, HEADERS, BODY);
    } finally {
      impatient.close();
    }
  }

  private Target target(String host) {
    return target(host, server.actualPort());
  }

  private static Target target(String host, int port) {
    return new Target(
        new EndpointUrl(host, port, "/"), List.of(InetAddress.ofLiteral("127.0.0.1")));
  }

  private static VertxWebhookSender sender(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.putIfAbsent("exchange-timeout", "PT10S");
    return new VertxWebhookSender(vertx, WebhookConfigs.with(all), InstantSource.system());
  }
}
