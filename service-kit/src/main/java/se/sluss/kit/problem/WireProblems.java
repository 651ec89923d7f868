package se.sluss.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/** Problems of requests that no resource ever sees, such as a body that is announced too large. */
@ApplicationScoped
class WireProblems {
  private static final int AFTER_REQUEST_IDS = 9_000;

  private final BodyLimit limit;

  WireProblems(BodyLimit limit) {
    this.limit = limit;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLarge, AFTER_REQUEST_IDS);
  }

  void errors(@Observes Router router) {
    for (int status : new int[] {400, 404, 405, 413, 414, 431, 500, 503}) {
      router.errorHandler(status, exchange -> answer(exchange, StatusProblems.of(status)));
    }
  }

  private void refuseTooLarge(RoutingContext exchange) {
    if (length(exchange.request().getHeader("Content-Length")) > limit.largeBytes()) {
      answer(exchange, BodyLimit.tooLarge());
    } else {
      exchange.next();
    }
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static void answer(RoutingContext exchange, Problem problem) {
    HttpServerResponse response = exchange.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    problem.headers().forEach(response::putHeader);
    response
        .setStatusCode(problem.type().status())
        .putHeader("Content-Type", ProblemBody.MEDIA_TYPE)
        .end(Buffer.buffer(ProblemBody.write(problem, RequestIds.of(exchange))));
  }
}
