package se.sluss.simulator.bankid.rp;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.Completion;
import se.sluss.simulator.bankid.order.HintCode;
import se.sluss.simulator.bankid.order.Order;
import se.sluss.simulator.bankid.order.Order.Caller;
import se.sluss.simulator.bankid.order.OrderBook;
import se.sluss.simulator.bankid.order.OrderState;
import se.sluss.simulator.bankid.order.OrderState.Complete;
import se.sluss.simulator.bankid.order.OrderState.Failed;
import se.sluss.simulator.bankid.order.OrderState.Opened;
import se.sluss.simulator.bankid.order.OrderState.Outstanding;
import se.sluss.simulator.bankid.rp.Faults.Fault;

/** Sign, collect and cancel as HTTP exchanges. */
public final class RpApi {
  /** The path under which the API lies. */
  public static final String BASE = "/rp/v6.0/";

  private static final Set<String> OPERATIONS = Set.of("sign", "collect", "cancel");

  /** Not simulated, but relying parties probe it with GET and expect 405. */
  private static final String PROBED = "auth";

  private static final int BODY_LIMIT = 400_000;

  /** What is read of a body that is too large, so that its sender gets to read the refusal. */
  private static final int READ_LIMIT = 10 * BODY_LIMIT;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final OrderBook orders;
  private final Faults faults;
  private final CallCounts counts;
  private final Consumer<Order> onCreated;

  /** {@code onCreated} hears of every new order and must return at once. */
  public RpApi(OrderBook orders, Faults faults, CallCounts counts, Consumer<Order> onCreated) {
    this.orders = orders;
    this.faults = faults;
    this.counts = counts;
    this.onCreated = onCreated;
  }

  private record SignAnswer(
      String orderRef, String autoStartToken, String qrStartToken, String qrStartSecret) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record CollectAnswer(
      String orderRef,
      String status,
      @Nullable HintCode hintCode,
      @Nullable Completion completionData) {}

  private record ErrorAnswer(String errorCode, String details) {}

  /** Answers one request of an authenticated caller. */
  void handle(HttpExchange exchange, Caller caller) throws IOException {
    byte[] received = received(exchange);
    try {
      String operation = operation(exchange);
      counts.count(operation);
      JsonNode body = parse(received);
      Fault fault = faults.take(operation).orElse(null);
      if (fault != null && fault.status() != null) {
        pause(fault);
        String code = fault.errorCode() == null ? "internalError" : fault.errorCode();
        throw new RpErrorException(fault.status(), code, "Simulated fault");
      }
      Object answer = answer(operation, body, caller);
      if (fault != null) {
        pause(fault);
        if (fault.drop()) {
          return;
        }
      }
      send(exchange, 200, answer);
    } catch (RpErrorException e) {
      send(exchange, e.status(), new ErrorAnswer(e.errorCode(), e.details()));
    }
  }

  private Object answer(String operation, JsonNode body, Caller caller) throws RpErrorException {
    return switch (operation) {
      case "sign" -> sign(body, caller);
      case "collect" -> collect(orderRef(body), caller);
      default -> cancel(orderRef(body), caller);
    };
  }

  private SignAnswer sign(JsonNode body, Caller caller) throws RpErrorException {
    Order order =
        orders
            .create(SignRequestReader.read(body), caller)
            .orElseThrow(
                () ->
                    new RpErrorException(
                        400, "alreadyInProgress", "Order already in progress for pno"));
    onCreated.accept(order);
    return new SignAnswer(
        order.orderRef(), order.autoStartToken(), order.qrStartToken(), order.qrStartSecret());
  }

  private CollectAnswer collect(String orderRef, Caller caller) throws RpErrorException {
    OrderState state = orders.collect(orderRef, caller).orElseThrow(RpErrorException::noSuchOrder);
    return switch (state) {
      case Outstanding _ ->
          new CollectAnswer(orderRef, "pending", HintCode.OUTSTANDING_TRANSACTION, null);
      case Opened _ -> new CollectAnswer(orderRef, "pending", HintCode.USER_SIGN, null);
      case Failed failed -> new CollectAnswer(orderRef, "failed", failed.hint(), null);
      case Complete complete ->
          new CollectAnswer(orderRef, "complete", null, complete.completion());
    };
  }

  private Map<String, String> cancel(String orderRef, Caller caller) throws RpErrorException {
    if (!orders.cancel(orderRef, caller)) {
      throw RpErrorException.noSuchOrder();
    }
    return Map.of();
  }

  private static String orderRef(JsonNode body) throws RpErrorException {
    Members members = Members.of(body);
    String orderRef = members.required("orderRef", 1, 64);
    members.noOthers();
    return orderRef;
  }

  private static String operation(HttpExchange exchange) throws RpErrorException {
    String path = exchange.getRequestURI().getRawPath();
    String operation = path.startsWith(BASE) ? path.substring(BASE.length()) : "";
    boolean known = OPERATIONS.contains(operation);
    boolean post = exchange.getRequestMethod().equals("POST");
    if (!known && (post || !operation.equals(PROBED))) {
      throw new RpErrorException(404, "notFound", "No such resource");
    }
    if (!post) {
      throw new RpErrorException(405, "methodNotAllowed", "Only POST is allowed");
    }
    String type =
        Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse("");
    if (!type.equalsIgnoreCase("application/json")) {
      throw new RpErrorException(415, "unsupportedMediaType", "Only application/json is taken");
    }
    return operation;
  }

  private static JsonNode parse(byte[] body) throws RpErrorException {
    if (body.length > BODY_LIMIT) {
      throw RpErrorException.invalidParameters("Invalid body size");
    }
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw RpErrorException.invalidParameters("Invalid body");
    }
  }

  private static byte[] received(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      return in.readNBytes(READ_LIMIT);
    }
  }

  private static void pause(Fault fault) throws IOException {
    try {
      Thread.sleep(fault.delayMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while delaying an answer", e);
    }
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] body = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
