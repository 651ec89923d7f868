package se.sluss.simulator.sink;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /hooks/{name}}: judges, keeps, answers; a fault decides the answer when one is armed.
 */
final class HookHandler implements HttpHandler {
  private static final Pattern HOOK = Pattern.compile("/hooks/([A-Za-z0-9_.-]{1,100})");
  private static final int MAX_BODY_BYTES = 1024 * 1024;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int TOO_LARGE = 413;

  private final ObjectMapper json = new ObjectMapper();
  private final SignatureJudge judge;
  private final Book book;
  private final InstantSource clock;

  HookHandler(SignatureJudge judge, Book book, InstantSource clock) {
    this.judge = judge;
    this.book = book;
    this.clock = clock;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Matcher hook = HOOK.matcher(exchange.getRequestURI().getPath());
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      if (!hook.matches()) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
      } else if (!"POST".equals(exchange.getRequestMethod())) {
        exchange.sendResponseHeaders(METHOD_NOT_ALLOWED, -1);
      } else if (body.length > MAX_BODY_BYTES) {
        exchange.sendResponseHeaders(TOO_LARGE, -1);
      } else {
        deliver(exchange, hook.group(1), body);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void deliver(HttpExchange exchange, String hook, byte[] body)
      throws IOException, InterruptedException {
    HttpHeaders headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
    Verdict verdict = judge.judge(hook, headers, body);
    Optional<Fault> fault = book.strike(hook);
    int usual = verdict == Verdict.DID_NOT_HOLD ? BAD_REQUEST : NO_CONTENT;
    int status = fault.map(armed -> armed.statusOr(usual)).orElse(usual);
    book.enter(
        new Delivery(
            book.nextSequence(),
            hook,
            headers.firstValue("webhook-id").orElse(null),
            headers.firstValue("webhook-timestamp").orElse(null),
            headers.firstValue("webhook-signature").orElse(null),
            type(body),
            new String(body, StandardCharsets.UTF_8),
            verdict,
            clock.instant().toString(),
            status));
    if (fault.isPresent()) {
      Thread.sleep(fault.get().delay());
      String target = fault.get().redirectTo();
      if (target != null) {
        exchange.getResponseHeaders().set("Location", target);
      }
    }
    exchange.sendResponseHeaders(status, -1);
  }

  private @Nullable String type(byte[] body) {
    try {
      JsonNode type = json.readTree(body).path("type");
      return type.isTextual() ? type.asText() : null;
    } catch (JacksonException notJson) {
      return null;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
