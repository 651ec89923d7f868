package se.sluss.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** Problems of requests that no resource ever sees, such as a body that is announced too large. */
@ApplicationScoped
class WireProblems {
  /** No identifier has it, and the database takes it in no text. */
  private static final String NUL = "%00";

  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int AFTER_REQUEST_IDS = 9_000;

  private final BodyLimit limit;

  WireProblems(BodyLimit limit) {
    this.limit = limit;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuse, AFTER_REQUEST_IDS);
  }

  void errors(@Observes Router router) {
    for (int status : new int[] {400, 404, 405, 413, 414, 431, 500, 503}) {
      router.errorHandler(status, exchange -> answer(exchange, StatusProblems.of(status)));
    }
  }

  private void refuse(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    String query = request.query();
    if (request.version() == HttpVersion.HTTP_2) {
      // Of one stream among others: there the header is an error of the whole connection.
      exchange.addHeadersEndHandler(_ -> exchange.response().headers().remove("Connection"));
    }
    if (length(request.getHeader("Content-Length")) > limit.largeBytes()) {
      answer(exchange, BodyLimit.tooLarge());
    } else if (request.path().contains(NUL)) {
      answer(exchange, Problem.notFound());
    } else if (query != null && query.contains(NUL)) {
      answer(exchange, Problem.of(ProblemType.BAD_REQUEST, "Send no %00 in the query."));
    } else if (!isMediaType(request.getHeader("Content-Type"))) {
      answer(exchange, StatusProblems.of(UNSUPPORTED_MEDIA_TYPE));
    } else {
      exchange.next();
    }
  }

  private static boolean isMediaType(@Nullable String header) {
    try {
      return header == null || MediaType.valueOf(header) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  static void answer(RoutingContext exchange, Problem problem) {
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
