package se.sluss.simulator.sink;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** JSON over HTTP on loopback, without any access control. */
final class ControlApi implements HttpHandler {
  private static final Pattern SECRETS = Pattern.compile("/secrets/([A-Za-z0-9_.-]{1,100})");
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private record Reply(int status, byte[] body) {}

  private final ObjectMapper json = new ObjectMapper();
  private final SignatureJudge judge;
  private final Book book;

  ControlApi(SignatureJudge judge, Book book) {
    this.judge = judge;
    this.book = book;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (IllegalArgumentException | JacksonException wrong) {
        reply = json(BAD_REQUEST, Map.of("error", String.valueOf(wrong.getMessage())));
      }
      if (reply.body().length == 0) {
        exchange.sendResponseHeaders(reply.status(), -1);
      } else {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher secrets = SECRETS.matcher(path);
    if ("PUT".equals(exchange.getRequestMethod()) && secrets.matches()) {
      judge.register(secrets.group(1), secrets(json.readTree(exchange.getRequestBody())));
      return new Reply(NO_CONTENT, new byte[0]);
    }
    return switch (exchange.getRequestMethod() + " " + path) {
      case "GET /health" -> json(OK, Map.of("status", "UP"));
      case "GET /deliveries" -> json(OK, book.deliveries(name(exchange)));
      case "DELETE /deliveries" -> {
        book.forgetDeliveries();
        yield new Reply(NO_CONTENT, new byte[0]);
      }
      case "POST /faults" -> {
        Fault fault = json.readValue(exchange.getRequestBody(), Fault.class);
        book.arm(fault);
        yield json(CREATED, fault);
      }
      case "DELETE /faults" -> {
        book.disarm(name(exchange));
        yield new Reply(NO_CONTENT, new byte[0]);
      }
      default -> new Reply(NOT_FOUND, new byte[0]);
    };
  }

  private static List<String> secrets(JsonNode body) {
    if (!body.path("secrets").isArray()) {
      throw new IllegalArgumentException("secrets must be a list");
    }
    List<String> found = new ArrayList<>();
    body.get("secrets").forEach(secret -> found.add(secret.asText()));
    return found;
  }

  private static String name(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query != null && query.startsWith("name=") ? query.substring("name=".length()) : "";
  }

  private Reply json(int status, Object value) throws IOException {
    return new Reply(status, json.writeValueAsBytes(value));
  }
}
