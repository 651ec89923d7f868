package se.sluss.receipts.webhook.delivery;

import io.quarkus.runtime.Startup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.address.EndpointUrl;
import se.sluss.receipts.webhook.address.Target;
import se.sluss.receipts.webhook.delivery.Exchange.Answer;

/**
 * Sends with Vert.x. The connection goes to exactly the checked address, while SNI, {@code Host}
 * and the certificate's name are those of the URL; nobody looks the name up again. HTTP/1.1, no
 * redirects, no proxy, no content decoding. A file of further authorities that cannot be used stops
 * the start.
 *
 * <p>A connection is kept for a while and used again for the same {@link Lane} and the same
 * address, which was checked anew. What finds a kept one closed is sent again at once, once, over a
 * new one: the endpoint may see it twice, with the same identifier.
 */
@Startup
@ApplicationScoped
public class VertxWebhookSender implements WebhookSender {
  private static final int HTTPS = 443;
  private static final long SWEEP_MILLIS = 500;

  private final Vertx vertx;
  private final HttpClient client;
  private final long sweeper;
  private final OpenConnections connections;
  private final Duration connectTimeout;
  private final Duration exchangeTimeout;
  private final InstantSource clock;

  public VertxWebhookSender(Vertx vertx, WebhookConfig config, InstantSource clock) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAlive(true)
            .setKeepAliveTimeout(0)
            .setPipelining(false)
            .setVerifyHost(true)
            .setDecompressionSupported(false)
            .setTracingPolicy(TracingPolicy.IGNORE)
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setSslHandshakeTimeout(config.connectTimeout().toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    config
        .trustFile()
        .map(TrustedAuthorities::withMoreFrom)
        .ifPresent(trust -> options.setTrustOptions(TrustOptions.wrap(trust)));
    this.connections = new OpenConnections(config.maxInFlight(), config.keepConnection());
    this.client =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(new PoolOptions().setHttp1MaxSize(config.maxInFlight()))
            .withConnectHandler(connections::opened)
            .build();
    this.vertx = vertx;
    // What a server says in "Keep-Alive" shortens the time and never lengthens it.
    this.sweeper = vertx.setPeriodic(SWEEP_MILLIS, timer -> connections.closeIdle());
    this.connectTimeout = config.connectTimeout();
    this.exchangeTimeout = config.exchangeTimeout();
    this.clock = clock;
  }

  @PreDestroy
  void close() {
    vertx.cancelTimer(sweeper);
    client.close();
  }

  @Override
  public AttemptReport post(
      Lane lane, Target target, int attempt, Map<String, String> headers, Payload body) {
    InetAddress address = target.addressFor(attempt);
    RequestOptions options = options(target.url(), headers);
    if (!connections.mayKeep()) {
      options.putHeader("Connection", "close");
    }
    Buffer bytes = Buffer.buffer(body.bytes());
    long begun = System.nanoTime();
    Exchange exchange = new Exchange(connections);
    try {
      options.setServer(server(lane.to(address), address, target.url().port()));
      return report(exchange.begin(client, options, bytes), begun);
    } catch (ExecutionException e) {
      if (!exchange.wentStale(e.getCause())) {
        return failed(e, exchange, begun);
      }
    } finally {
      exchange.end();
    }
    return postAnew(options, lane, target.url(), address, bytes, begun);
  }

  private AttemptReport postAnew(
      RequestOptions options,
      Lane lane,
      EndpointUrl url,
      InetAddress address,
      Buffer body,
      long begun) {
    // No connection has this name, and none is kept under it.
    options.setServer(server(lane.to(address) + "/anew-" + begun, address, url.port()));
    options.putHeader("Connection", "close");
    Exchange exchange = new Exchange(connections);
    try {
      return report(exchange.begin(client, options, body), begun);
    } catch (ExecutionException e) {
      return failed(e, exchange, begun);
    } finally {
      exchange.end();
    }
  }

  private AttemptReport report(Future<Answer> answer, long begun) throws ExecutionException {
    try {
      Answer read =
          answer
              .toCompletionStage()
              .toCompletableFuture()
              .get(exchangeTimeout.minus(since(begun)).toNanos(), TimeUnit.NANOSECONDS);
      return new AttemptReport(
          AttemptOutcome.ofStatus(read.status()),
          Optional.of(read.status()),
          RetryAfter.read(read.retryAfter(), clock.instant()),
          read.beginning(),
          since(begun));
    } catch (TimeoutException e) {
      return AttemptReport.withoutAnswer(
          new AttemptOutcome.Overloaded(FailureReason.TIMEOUT), since(begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AttemptReport.withoutAnswer(
          new AttemptOutcome.Failed(FailureReason.CONNECTION_LOST), since(begun));
    }
  }

  private static AttemptReport failed(ExecutionException e, Exchange exchange, long begun) {
    return AttemptReport.withoutAnswer(
        NetworkFault.outcome(e.getCause(), exchange.connected()), since(begun));
  }

  /**
   * Where to connect. Vert.x keeps connections by the name, here the lane's, and dials the bytes.
   */
  private static SocketAddress server(String name, InetAddress address, int port) {
    try {
      InetAddress named = InetAddress.getByAddress(name, address.getAddress());
      return SocketAddress.inetSocketAddress(new InetSocketAddress(named, port));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has another length than addresses have", e);
    }
  }

  private RequestOptions options(EndpointUrl url, Map<String, String> headers) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.host())
            .setPort(url.port())
            .setSsl(true)
            .setURI(url.target())
            .setFollowRedirects(false)
            .setConnectTimeout(connectTimeout.toMillis())
            .putHeader("Host", url.port() == HTTPS ? url.host() : url.host() + ":" + url.port())
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "Sluss-Webhooks/1");
    headers.forEach(options::putHeader);
    return options;
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
