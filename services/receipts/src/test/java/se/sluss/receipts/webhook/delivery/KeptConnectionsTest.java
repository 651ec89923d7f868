package se.sluss.receipts.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.SelfSignedCertificate;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.support.WebhookConfigs;
import se.sluss.receipts.webhook.address.EndpointUrl;
import se.sluss.receipts.webhook.address.Target;
import se.sluss.testsupport.Eventually;

/** Which deliveries share a connection, and what becomes of one that the other end closes. */
class KeptConnectionsTest {
  private static final String HOST = "hooks.nowhere.test";
  private static final Payload BODY = Payload.of("{}".getBytes(UTF_8));
  private static final Lane LANE = new Lane(WebhookEndpointId.next(), 1);

  private static Vertx vertx;
  private static SelfSignedCertificate certificate;

  private final List<HttpServerRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private volatile Handler<HttpServerRequest> answer =
      request -> request.response().setStatusCode(204).end();
  private HttpServer server;
  private VertxWebhookSender sender;

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
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertPath(certificate.certificate().getPath())
                    .addKeyPath(certificate.privateKey().getPath()));
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(
                connection -> {
                  open.add(connection);
                  connection.closeHandler(closed -> open.remove(connection));
                })
            .requestHandler(
                request -> {
                  requests.add(request);
                  request.endHandler(end -> answer.handle(request));
                })
            .listen(0, "0.0.0.0")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    sender = sender(Map.of());
  }

  @AfterEach
  void stop() {
    sender.close();
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void deliveriesToOneEndpointShareAConnection() {
    delivered(post(LANE, "127.0.0.1"));
    delivered(post(LANE, "127.0.0.1"));

    assertThat(connections()).hasSize(1);
  }

  @Test
  void anotherEndpointAtTheSameHostGetsNoneOfThem() {
    delivered(post(LANE, "127.0.0.1"));
    delivered(post(new Lane(WebhookEndpointId.next(), 1), "127.0.0.1"));

    assertThat(connections()).hasSize(2);
  }

  @Test
  void endpointThatWasChangedGetsNoneFromBefore() {
    delivered(post(LANE, "127.0.0.1"));
    delivered(post(new Lane(LANE.endpoint(), LANE.version() + 1), "127.0.0.1"));

    assertThat(connections()).hasSize(2);
  }

  @Test
  void addressThatTheNameHasNowIsTheOneThatIsConnectedTo() {
    delivered(post(LANE, "127.0.0.1"));
    delivered(post(LANE, "127.0.0.2"));

    assertThat(requests)
        .extracting(request -> request.localAddress().hostAddress())
        .containsExactly("127.0.0.1", "127.0.0.2");
  }

  @Test
  void connectionThatTheServerClosedWhileItWasIdleCostsNothing() {
    delivered(post(LANE, "127.0.0.1"));
    requests.getFirst().connection().close().toCompletionStage().toCompletableFuture().join();

    delivered(post(LANE, "127.0.0.1"));

    assertThat(connections()).hasSize(2);
  }

  @Test
  void keptConnectionThatEndsBeforeAnyAnswerIsReplacedAtOnceAndOnce() {
    delivered(post(LANE, "127.0.0.1"));
    answer =
        request -> {
          if (requests.size() == 2) {
            request.connection().close();
          } else {
            request.response().setStatusCode(204).end();
          }
        };

    delivered(post(LANE, "127.0.0.1"));

    assertThat(requests).hasSize(3);
    assertThat(connections()).hasSize(2);
  }

  @Test
  void receiverThatEndsEveryConnectionIsSentToTwiceAtMost() {
    delivered(post(LANE, "127.0.0.1"));
    answer = request -> request.connection().close();

    AttemptReport report = post(LANE, "127.0.0.1");

    assertThat(report.outcome())
        .isEqualTo(new AttemptOutcome.Failed(FailureReason.CONNECTION_LOST));
    assertThat(requests).hasSize(3);
  }

  @Test
  void newConnectionThatEndsIsAFailedAttempt() {
    answer = request -> request.connection().close();

    assertThat(post(LANE, "127.0.0.1").outcome())
        .isEqualTo(new AttemptOutcome.Failed(FailureReason.CONNECTION_LOST));
    assertThat(requests).hasSize(1);
  }

  @Test
  void keptConnectionOverWhichNothingComesIsATimeOutAndNotSentAgain() {
    sender.close();
    sender = sender(Map.of("exchange-timeout", "PT3S"));
    delivered(post(LANE, "127.0.0.1"));
    answer = request -> {};

    assertThat(post(LANE, "127.0.0.1").outcome())
        .isEqualTo(new AttemptOutcome.Overloaded(FailureReason.TIMEOUT));
    assertThat(requests).hasSize(2);
    noneIsOpen();
  }

  @Test
  void connectionWhoseAnswerWasNotReadToItsEndIsClosed() {
    answer = request -> request.response().end(Buffer.buffer("ab".repeat(5 * 1024 * 1024)));

    delivered(post(LANE, "127.0.0.1"));

    noneIsOpen();
  }

  @Test
  void idleConnectionIsClosedAfterAWhileWhateverTheServerOffers() {
    sender.close();
    sender = sender(Map.of("keep-connection", "PT2S"));
    answer =
        request ->
            request
                .response()
                .putHeader("Connection", "keep-alive")
                .putHeader("Keep-Alive", "timeout=3600")
                .end();

    delivered(post(LANE, "127.0.0.1"));

    assertThat(open).hasSize(1);
    noneIsOpen();
  }

  @Test
  void nothingIsKeptWhereThatIsSwitchedOff() {
    sender.close();
    sender = sender(Map.of("keep-connection", "PT0S"));

    delivered(post(LANE, "127.0.0.1"));

    noneIsOpen();
  }

  @Test
  void noMoreAreKeptThanMayBeInFlight() {
    sender.close();
    sender = sender(Map.of("max-in-flight", "3"));

    for (int i = 0; i < 6; i++) {
      delivered(post(new Lane(WebhookEndpointId.next(), 1), "127.0.0.1"));
    }

    Eventually.value(open::size, size -> size == 3);
  }

  private AttemptReport post(Lane lane, String address) {
    Target target =
        new Target(
            new EndpointUrl(HOST, server.actualPort(), "/"),
            List.of(InetAddress.ofLiteral(address)));
    return sender.post(lane, target, 1, Map.of("webhook-id", "evt_1"), BODY);
  }

  private static void delivered(AttemptReport report) {
    assertThat(report.outcome()).isEqualTo(new AttemptOutcome.Delivered());
  }

  private Set<HttpConnection> connections() {
    return Set.copyOf(requests.stream().map(HttpServerRequest::connection).distinct().toList());
  }

  private void noneIsOpen() {
    Eventually.value(open::size, size -> size == 0);
  }

  private static VertxWebhookSender sender(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.put("trust-file", certificate.certificate().getPath());
    all.putIfAbsent("exchange-timeout", Duration.ofSeconds(10).toString());
    return new VertxWebhookSender(vertx, WebhookConfigs.with(all), InstantSource.system());
  }
}
