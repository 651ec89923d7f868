package se.sluss.receipts.webhook.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, over one connection. Only a connection whose answer was read to its
 * end is left open.
 */
final class Exchange {
  private static final int MOST_READ = 16 * 1024;

  private final OpenConnections connections;
  private volatile @Nullable HttpConnection connection;
  private volatile boolean kept;
  private volatile boolean answered;
  private volatile boolean whole;
  private volatile boolean over;

  Exchange(OpenConnections connections) {
    this.connections = connections;
  }

  /**
   * What came back.
   *
   * @param retryAfter the header as it came; null when there was none
   */
  record Answer(int status, @Nullable String retryAfter, AnswerExcerpt beginning) {}

  /** Sends the body and reads the status and as much of the answer as is wanted. */
  Future<Answer> begin(HttpClient client, RequestOptions options, Buffer body) {
    return client
        .request(options)
        .compose(
            request -> {
              HttpConnection carrier = request.connection();
              kept = connections.kept(carrier);
              connection = carrier;
              if (over) {
                carrier.close();
                return Future.failedFuture(new TimeoutException());
              }
              return answer(request, body);
            });
  }

  private Future<Answer> answer(HttpClientRequest request, Buffer body) {
    Promise<Answer> promise = Promise.promise();
    request
        .send(body)
        .onFailure(promise::tryFail)
        .onSuccess(
            response -> {
              answered = true;
              Buffer read = Buffer.buffer();
              response
                  .exceptionHandler(promise::tryFail)
                  .endHandler(
                      end -> {
                        whole = true;
                        connections.idle(request.connection());
                        // By then the connection is free for the next one.
                        Vertx.currentContext()
                            .runOnContext(then -> promise.tryComplete(answer(response, read)));
                      })
                  .handler(
                      chunk -> {
                        int room = MOST_READ - read.length();
                        read.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
                        if (read.length() >= MOST_READ) {
                          promise.tryComplete(answer(response, read));
                        }
                      });
            });
    return promise.future();
  }

  private static Answer answer(HttpClientResponse response, Buffer read) {
    return new Answer(
        response.statusCode(),
        response.getHeader("Retry-After"),
        AnswerExcerpt.of(read.getBytes()));
  }

  /** Whether the connection stood, its TLS handshake included. */
  boolean connected() {
    return connection != null;
  }

  /**
   * Whether what failed was a connection that had carried something before, and nothing came over
   * it now: the other end had most likely closed it while it was idle.
   */
  boolean wentStale(@Nullable Throwable fault) {
    // Without a connection: the one that was taken closed before anything was sent over it.
    return connection == null ? fault instanceof HttpClosedException : kept && !answered;
  }

  /** Nobody waits any more. */
  void end() {
    over = true;
    HttpConnection carrier = connection;
    if (carrier != null && !whole) {
      carrier.close();
    }
  }
}
