package se.sluss.simulator.authority.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.fault.Chaos;
import se.sluss.simulator.authority.fault.Fault;
import se.sluss.simulator.authority.fault.FaultScript;
import se.sluss.simulator.authority.ledger.Ledger;
import se.sluss.simulator.authority.pki.SimulatorPki;
import se.sluss.simulator.authority.shs.Directory;
import se.sluss.simulator.authority.shs.Participant;
import se.sluss.simulator.authority.wire.CallDesk;

/**
 * JSON over HTTP on loopback, without any access control: whoever runs the tests owns the
 * simulator.
 */
public final class ControlApi implements AutoCloseable {
  private static final Pattern DOCUMENT = Pattern.compile("/ledger/(\\d{1,18})/document");
  private static final Duration TWO_YEARS = Duration.ofDays(730);
  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int FAILED = 500;

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SimulatorPki pki;
  private final Ledger ledger;
  private final CallDesk desk;
  private final FaultScript faults;
  private final Directory directory;
  private final Consumer<Fault> armed;
  private final Consumer<KeyManager[]> shown;

  /**
   * Starts to listen; port 0 takes a free one.
   *
   * @param armed told of each fault after it was armed
   * @param shown told what the server is to show of itself from now on
   */
  public ControlApi(
      int port,
      SimulatorPki pki,
      Ledger ledger,
      CallDesk desk,
      FaultScript faults,
      Directory directory,
      Consumer<Fault> armed,
      Consumer<KeyManager[]> shown)
      throws IOException {
    this.pki = pki;
    this.ledger = ledger;
    this.desk = desk;
    this.faults = faults;
    this.directory = directory;
    this.armed = armed;
    this.shown = shown;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Reply(int status, String type, byte[] body) {}

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (IllegalArgumentException | DateTimeException | JacksonException wrong) {
        reply = json(BAD_REQUEST, Map.of("error", String.valueOf(wrong.getMessage())));
      } catch (GeneralSecurityException | RuntimeException failed) {
        reply = json(FAILED, Map.of("error", String.valueOf(failed)));
      }
      if (reply.body().length == 0) {
        exchange.sendResponseHeaders(reply.status(), -1);
      } else {
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), reply.body().length);
        exchange.getResponseBody().write(reply.body());
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws IOException, GeneralSecurityException {
    String path = exchange.getRequestURI().getPath();
    Matcher document = DOCUMENT.matcher(path);
    if ("GET".equals(exchange.getRequestMethod()) && document.matches()) {
      return ledger
          .document(Long.parseLong(document.group(1)))
          .map(Bytes::toArray)
          .map(bytes -> new Reply(OK, "application/xml", bytes))
          .orElseGet(() -> empty(NOT_FOUND));
    }
    return switch (exchange.getRequestMethod() + " " + path) {
      case "GET /health" -> json(OK, Map.of("status", "UP"));
      case "GET /ledger" ->
          json(
              OK,
              ledger.entriesAfter(
                  number(exchange, "after", 0), number(exchange, "limit", Long.MAX_VALUE)));
      case "GET /summary" -> json(OK, ledger.summary());
      case "GET /lanes" -> json(OK, ledger.lanes());
      case "GET /breaches" -> json(OK, ledger.breaches());
      case "GET /repeats" -> json(OK, ledger.repeats());
      case "PUT /checks" -> {
        boolean paceOnly = body(exchange).required("paceOnly").asBoolean();
        desk.paceOnly(paceOnly);
        yield json(OK, Map.of("paceOnly", paceOnly));
      }
      case "PUT /chaos" -> {
        Chaos.Profile profile = json.treeToValue(body(exchange), Chaos.Profile.class);
        faults.chaos(new Chaos(profile));
        yield json(OK, profile);
      }
      case "DELETE /chaos" -> {
        faults.chaos(null);
        yield empty(NO_CONTENT);
      }
      case "PUT /server" -> {
        JsonNode wish = body(exchange);
        shown.accept(
            pki.otherServer(
                wish.path("commonName").asText("localhost"),
                Duration.parse(wish.path("lifetime").asText(TWO_YEARS.toString()))));
        yield json(OK, wish);
      }
      case "DELETE /server" -> {
        shown.accept(pki.keyManagers());
        yield empty(NO_CONTENT);
      }
      case "POST /certificates" -> json(CREATED, certificate(body(exchange)));
      case "POST /shs" -> {
        Participant participant = json.treeToValue(body(exchange), Participant.class);
        directory.enter(participant);
        yield json(CREATED, participant);
      }
      case "POST /faults" -> arm(body(exchange));
      case "DELETE /faults" -> {
        faults.clear();
        yield empty(NO_CONTENT);
      }
      case "POST /schemas" -> {
        JsonNode asked = body(exchange);
        desk.take(
            Product.valueOf(text(asked, "product")),
            Base64.getDecoder().decode(text(asked, "xsd")));
        yield empty(NO_CONTENT);
      }
      case "PUT /interval" -> {
        Duration interval = Duration.parse(text(body(exchange), "interval"));
        ledger.interval(interval);
        yield json(OK, Map.of("interval", interval.toString()));
      }
      case "POST /reinstate" -> {
        String client = text(body(exchange), "commonName");
        yield json(OK, Map.of("commonName", client, "wasShutOff", ledger.reinstate(client)));
      }
      default -> empty(NOT_FOUND);
    };
  }

  private Map<String, String> certificate(JsonNode body)
      throws IOException, GeneralSecurityException {
    Duration lifetime =
        body.hasNonNull("lifetime") ? Duration.parse(text(body, "lifetime")) : TWO_YEARS;
    SimulatorPki.ClientKeyStore made = pki.issueClient(text(body, "commonName"), lifetime);
    return Map.of(
        "keyStore", Base64.getEncoder().encodeToString(made.pkcs12()), "password", made.password());
  }

  private Reply arm(JsonNode body) throws IOException {
    Fault fault = json.treeToValue(body, Fault.class);
    faults.add(fault);
    armed.accept(fault);
    return json(CREATED, fault);
  }

  /** A number of the query. */
  private static long number(HttpExchange exchange, String name, long standard) {
    String query = exchange.getRequestURI().getQuery();
    Matcher found =
        Pattern.compile("(?:^|&)" + name + "=(\\d{1,18})(?:&|$)")
            .matcher(query == null ? "" : query);
    return found.find() ? Long.parseLong(found.group(1)) : standard;
  }

  private JsonNode body(HttpExchange exchange) throws IOException {
    return json.readTree(exchange.getRequestBody());
  }

  private static String text(JsonNode body, String name) {
    String value = body.path(name).asText();
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  private Reply json(int status, Object value) throws IOException {
    return new Reply(status, "application/json", json.writeValueAsBytes(value));
  }

  private static Reply empty(int status) {
    return new Reply(status, "", new byte[0]);
  }
}
