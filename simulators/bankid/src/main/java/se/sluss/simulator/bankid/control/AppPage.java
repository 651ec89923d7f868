package se.sluss.simulator.bankid.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.Order;
import se.sluss.simulator.bankid.order.OrderBook;
import se.sluss.simulator.bankid.order.OrderState.Opened;
import se.sluss.simulator.bankid.pki.Person;

/** A page on which one plays the person with the BankID app, at {@code /app}. */
final class AppPage {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
  private static final Map<String, String> TYPES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "app.css", "text/css; charset=utf-8",
          "app.js", "text/javascript; charset=utf-8");

  private AppPage() {}

  /**
   * An order that waits for somebody.
   *
   * @param person the only one who can sign; none when it may be several
   * @param opened whether it is open in somebody's app
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Waiting(
      String orderRef,
      String autoStartToken,
      String relyingParty,
      String text,
      @Nullable Person person,
      boolean opened,
      @Nullable String returnUrl,
      String createdAt) {}

  /** What waits, oldest first. */
  static List<?> orders(OrderBook orders, People people) {
    return orders.all().stream()
        .filter(view -> view.state().pending())
        .map(view -> waiting(view, people))
        .toList();
  }

  /** Answers with a part of the page; false when something else was asked for. */
  static boolean show(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String file =
        switch (path) {
          case "/", "/app" -> "index.html";
          case "/app/app.css", "/app/app.js" -> path.substring("/app/".length());
          default -> "";
        };
    String type = TYPES.get(file);
    if (type == null || !exchange.getRequestMethod().equals("GET")) {
      return false;
    }
    byte[] body;
    try (InputStream in = AppPage.class.getResourceAsStream("/app/" + file)) {
      body = in == null ? new byte[0] : in.readAllBytes();
    }
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
    return true;
  }

  private static Waiting waiting(OrderBook.View view, People people) {
    Order order = view.order();
    String number = order.asked().requirement().personalNumber();
    return new Waiting(
        order.orderRef(),
        order.autoStartToken(),
        order.caller().party().displayName(),
        new String(Base64.getDecoder().decode(order.asked().visibleData()), UTF_8),
        number == null ? null : people.find(number),
        view.state() instanceof Opened,
        order.asked().returnUrl(),
        order.createdAt().toString());
  }
}
