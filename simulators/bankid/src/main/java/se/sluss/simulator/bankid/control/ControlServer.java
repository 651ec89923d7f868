package se.sluss.simulator.bankid.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.control.ControlRequests.DeviceCall;
import se.sluss.simulator.bankid.control.ControlRequests.FaultCall;
import se.sluss.simulator.bankid.control.ControlRequests.ScriptCall;
import se.sluss.simulator.bankid.control.ControlRequests.SettingsCall;
import se.sluss.simulator.bankid.order.Device;
import se.sluss.simulator.bankid.order.DeviceRefusedException;
import se.sluss.simulator.bankid.order.HintCode;
import se.sluss.simulator.bankid.order.Order;
import se.sluss.simulator.bankid.order.OrderBook;
import se.sluss.simulator.bankid.order.OrderState.Complete;
import se.sluss.simulator.bankid.order.OrderState.Failed;
import se.sluss.simulator.bankid.order.OrderState.Opened;
import se.sluss.simulator.bankid.order.OrderState.Outstanding;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.rp.CallCounts;
import se.sluss.simulator.bankid.rp.Faults;

/** The control interface: JSON over HTTP on the loopback address, without authentication. */
public final class ControlServer implements AutoCloseable {
  private static final Set<String> FAULTY_PATHS = Set.of("sign", "collect", "cancel");
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Hands hands;

  /** Everything that the control interface can reach. */
  public record Hands(
      OrderBook orders,
      Device device,
      AutoPickup auto,
      People people,
      Script script,
      Faults faults,
      CallCounts calls) {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record OrderLine(
      String orderRef,
      String status,
      @Nullable HintCode hintCode,
      String autoStartToken,
      @Nullable String personalNumber,
      String createdAt) {}

  private ControlServer(HttpServer server, Hands hands) {
    this.server = server;
    this.hands = hands;
  }

  /** Listens on the loopback address; port 0 takes a free one. */
  public static ControlServer start(int port, Hands hands) throws IOException {
    var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
    ControlServer started = new ControlServer(HttpServer.create(address, 0), hands);
    started.server.setExecutor(started.threads);
    started.server.createContext("/", started::handle);
    started.server.start();
    return started;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        if (AppPage.show(exchange)) {
          return;
        }
        Object answer = answer(exchange);
        send(exchange, answer == null ? 404 : 200, answer == null ? error("no such path") : answer);
      } catch (DeviceRefusedException e) {
        boolean unknown = e.reason() == DeviceRefusedException.Reason.NO_SUCH_ORDER;
        send(exchange, unknown ? 404 : 409, error(e.reason().name()));
      } catch (JsonProcessingException e) {
        send(exchange, 400, error(e.getOriginalMessage()));
      } catch (IllegalArgumentException e) {
        send(exchange, 400, error(String.valueOf(e.getMessage())));
      }
    }
  }

  private @Nullable Object answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    return switch (exchange.getRequestMethod() + " " + path) {
      case "GET /health" -> Map.of("status", "UP");
      case "GET /orders" -> hands.orders().all().stream().map(ControlServer::line).toList();
      case "GET /calls" -> hands.calls().all();
      case "GET /app/orders" -> AppPage.orders(hands.orders(), hands.people());
      case "GET /auto" -> hands.auto().setting();
      case "PUT /auto" -> auto(read(exchange, AutoPickup.Setting.class));
      case "PUT /settings" -> settings(read(exchange, SettingsCall.class));
      case "POST /users" -> user(read(exchange, Person.class));
      case "POST /script" -> script(read(exchange, ScriptCall.class));
      case "POST /faults" -> fault(read(exchange, FaultCall.class));
      case "DELETE /script" -> clear(hands.script()::clear);
      case "DELETE /faults" -> clear(hands.faults()::clear);
      case "POST /device/autostart", "POST /device/scan", "POST /device/opened" ->
          device(path, read(exchange, DeviceCall.class));
      default -> null;
    };
  }

  private Object auto(AutoPickup.Setting setting) {
    hands.auto().set(setting);
    return setting;
  }

  private Object settings(SettingsCall call) {
    hands.orders().refuseSecondOrder(call.alreadyInProgress());
    return call;
  }

  private Object user(Person person) {
    hands.people().register(person);
    return Map.of("registered", true);
  }

  private Object script(ScriptCall call) {
    require(call.behaviour(), "behaviour");
    hands.script().add(call.personalNumber(), call.scene(), ControlRequests.times(call.times()));
    return Map.of("accepted", true);
  }

  private Object fault(FaultCall call) {
    if (!FAULTY_PATHS.contains(require(call.path(), "path"))) {
      throw new IllegalArgumentException("path is one of " + FAULTY_PATHS);
    }
    hands.faults().add(call.path(), call.fault(), ControlRequests.times(call.times()));
    return Map.of("accepted", true);
  }

  private static Object clear(Runnable clearing) {
    clearing.run();
    return Map.of("cleared", true);
  }

  private Object device(String path, DeviceCall call) {
    require(call.personalNumber(), "personalNumber");
    Person person = call.person(hands.people());
    OrderBook orders = hands.orders();
    Order order =
        switch (path) {
          case "/device/autostart" ->
              orders.autostart(require(call.autoStartToken(), "autoStartToken"));
          case "/device/scan" -> orders.scan(require(call.qrText(), "qrText"));
          default -> orders.pending(require(call.orderRef(), "orderRef"));
        };
    switch (call.what()) {
      case SIGN -> hands.device().sign(order, person, call.manner());
      case CANCEL -> hands.device().decline(order);
      case OPEN -> hands.device().open(order, person);
      case EXPIRE -> hands.device().expire(order);
    }
    List<OrderLine> lines =
        orders.all().stream().filter(one -> one.order() == order).map(ControlServer::line).toList();
    return lines.isEmpty() ? Map.of("orderRef", order.orderRef()) : lines.getFirst();
  }

  private static OrderLine line(OrderBook.View view) {
    Order order = view.order();
    String status;
    HintCode hint;
    switch (view.state()) {
      case Outstanding _ -> {
        status = "pending";
        hint = HintCode.OUTSTANDING_TRANSACTION;
      }
      case Opened _ -> {
        status = "pending";
        hint = HintCode.USER_SIGN;
      }
      case Failed failed -> {
        status = "failed";
        hint = failed.hint();
      }
      case Complete _ -> {
        status = "complete";
        hint = null;
      }
    }
    return new OrderLine(
        order.orderRef(),
        status,
        hint,
        order.autoStartToken(),
        order.asked().requirement().personalNumber(),
        order.createdAt().toString());
  }

  private static <T> T read(HttpExchange exchange, Class<T> type) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      return require(JSON.readValue(in, type), "body");
    }
  }

  private static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private static Map<String, String> error(String message) {
    return Map.of("error", message);
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
