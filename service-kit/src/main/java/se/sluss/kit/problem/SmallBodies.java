package se.sluss.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A small body is awaited where the network is read, before the request has a thread. With a thread
 * that waits for it, each request would go back and forth between the two, which costs more than
 * its body; and one that dribbles would hold a thread.
 *
 * <p>What is larger, or of a length that nobody told, is read by the thread as it comes. So is what
 * comes over HTTP/2: of the many streams of a connection each would have a body waiting, before
 * anybody has looked whose it is; and a request that has ended can no longer be paused there, which
 * the framework does with each.
 */
@ApplicationScoped
class SmallBodies {
  /** A time report of two hundred rows. Each connection can have as much waiting, before a key. */
  private static final int MOST_BYTES = 32 * 1024;

  private static final int AFTER_WIRE_PROBLEMS = 8_000;
  private static final Set<HttpMethod> WITH_BODY =
      Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);

  private final Duration patience;

  /**
   * @param patience How long the whole body may take: as long as a thread waits for the next part
   *     of a larger one.
   */
  SmallBodies(
      @ConfigProperty(name = "quarkus.http.read-timeout", defaultValue = "60s") Duration patience) {
    this.patience = patience;
  }

  void register(@Observes Filters filters) {
    filters.register(this::await, AFTER_WIRE_PROBLEMS);
  }

  private void await(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (!isSmall(request)) {
      exchange.next();
      return;
    }
    request
        .body()
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(
            body -> {
              ((RoutingContextInternal) exchange).setBody(body);
              exchange.next();
            })
        .onFailure(_ -> refuse(exchange));
    // The framework hands requests on paused.
    request.resume();
  }

  private static void refuse(RoutingContext exchange) {
    if (!exchange.response().closed()) {
      WireProblems.answer(exchange, BodyLimit.cutShort());
    }
    // Else it would stay until the rest of the body comes.
    exchange.request().connection().close();
  }

  private static boolean isSmall(HttpServerRequest request) {
    long length = WireProblems.length(request.getHeader("Content-Length"));
    return request.version() != HttpVersion.HTTP_2
        && WITH_BODY.contains(request.method())
        && length > 0
        && length <= MOST_BYTES
        // Who asks first is answered when the body is wanted.
        && request.getHeader("Expect") == null;
  }
}
