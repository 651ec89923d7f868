package se.sluss.receipts.webhook.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.tracing.TracingPolicy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.address.EndpointUrl;
import se.sluss.receipts.webhook.address.Target;

/**
 * Sends with Vert.x. The connection goes to exactly the checked address, while SNI, {@code Host}
 * and the certificate's name are those of the URL; nobody looks the name up again. A new connection
 * for each attempt, HTTP/1.1, no redirects, no proxy, no content decoding.
 */
@ApplicationScoped
public class VertxWebhookSender implements WebhookSender {
  private static final int MOST_READ = 16 * 1024;
  private static final int HTTPS = 443;

  private final HttpClient client;
  private final Duration connectTimeout;
  private final Duration exchangeTimeout;
  private final InstantSource clock;

  public VertxWebhookSender(Vertx vertx, WebhookConfig config, InstantSource clock) {
    HttpClientOptions options =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_1_1)
            .setKeepAlive(false)
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
    this.client =
        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.maxInFlight()));
    this.connectTimeout = config.connectTimeout();
    this.exchangeTimeout = config.exchangeTimeout();
    this.clock = clock;
  }

  @PreDestroy
  void close() {
    client.close();
  }

  @Override
  public AttemptReport post(Target target, int attempt, Map<String, String> headers, Payload body) {
    long begun = System.nanoTime();
    AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Answer> answer =
        client
            .request(options(target, attempt, headers))
            .compose(
                request -> {
                  sent.set(request);
                  if (over.get()) {
                    request.connection().close();
                    return Future.failedFuture(new TimeoutException());
                  }
                  return exchange(request, Buffer.buffer(body.bytes()));
                })
            .toCompletionStage()
            .toCompletableFuture();
    try {
      Answer read = answer.get(exchangeTimeout.toMillis(), TimeUnit.MILLISECONDS);
      return new AttemptReport(
          AttemptOutcome.ofStatus(read.status()),
          Optional.of(read.status()),
          RetryAfter.read(read.retryAfter(), clock.instant()),
          read.beginning(),
          since(begun));
    } catch (TimeoutException e) {
      return AttemptReport.withoutAnswer(
          new AttemptOutcome.Overloaded(FailureReason.TIMEOUT), since(begun));
    } catch (ExecutionException e) {
      return AttemptReport.withoutAnswer(
          NetworkFault.outcome(e.getCause(), sent.get() != null), since(begun));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return AttemptReport.withoutAnswer(
          new AttemptOutcome.Failed(FailureReason.CONNECTION_LOST), since(begun));
    } finally {
      over.set(true);
      HttpClientRequest request = sent.get();
      if (request != null) {
        request.connection().close();
      }
    }
  }

  private RequestOptions options(Target target, int attempt, Map<String, String> headers) {
    EndpointUrl url = target.url();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setHost(url.host())
            .setPort(url.port())
            .setSsl(true)
            .setServer(
                SocketAddress.inetSocketAddress(
                    url.port(), target.addressFor(attempt).getHostAddress()))
            .setURI(url.target())
            .setFollowRedirects(false)
            .setConnectTimeout(connectTimeout.toMillis())
            .putHeader("Host", url.port() == HTTPS ? url.host() : url.host() + ":" + url.port())
            .putHeader("Content-Type", "application/json")
            .putHeader("User-Agent", "Sluss-Webhooks/1");
    headers.forEach(options::putHeader);
    return options;
  }

  /** Sends the body and reads the status and as much of the answer as is wanted. */
  private static Future<Answer> exchange(HttpClientRequest request, Buffer body) {
    Promise<Answer> promise = Promise.promise();
    request
        .send(body)
        .onFailure(promise::tryFail)
        .onSuccess(
            response -> {
              Buffer read = Buffer.buffer();
              String retryAfter = response.getHeader("Retry-After");
              response
                  .exceptionHandler(promise::tryFail)
                  .endHandler(
                      end ->
                          promise.tryComplete(
                              new Answer(response.statusCode(), retryAfter, excerpt(read))))
                  .handler(
                      chunk -> {
                        int room = MOST_READ - read.length();
                        read.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
                        if (read.length() >= MOST_READ) {
                          promise.tryComplete(
                              new Answer(response.statusCode(), retryAfter, excerpt(read)));
                        }
                      });
            });
    return promise.future();
  }

  private static AnswerExcerpt excerpt(Buffer read) {
    return AnswerExcerpt.of(read.getBytes());
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private record Answer(int status, @Nullable String retryAfter, AnswerExcerpt beginning) {}
}
