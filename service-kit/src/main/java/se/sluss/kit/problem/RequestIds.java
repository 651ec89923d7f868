package se.sluss.kit.problem;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.RequestId;

/** Gives each request an identifier: in the answer's header, in the log and in problems. */
@ApplicationScoped
public class RequestIds {
  public static final String HEADER = "Sluss-Request-Id";
  private static final String KEY = "sluss.request.id";
  private static final int FIRST = 10_000;

  private final CurrentVertxRequest current;

  public RequestIds(CurrentVertxRequest current) {
    this.current = current;
  }

  void register(@Observes Filters filters) {
    filters.register(RequestIds::identify, FIRST);
  }

  private static void identify(RoutingContext exchange) {
    String id = RequestId.next().value();
    exchange.put(KEY, id);
    exchange.response().putHeader(HEADER, id);
    MDC.put("requestId", id);
    exchange.next();
  }

  /** The present request's identifier. */
  public String currentId() {
    return of(current.getCurrent());
  }

  static String of(@Nullable RoutingContext exchange) {
    String id = exchange == null ? null : exchange.get(KEY);
    return id == null ? RequestId.next().value() : id;
  }
}
