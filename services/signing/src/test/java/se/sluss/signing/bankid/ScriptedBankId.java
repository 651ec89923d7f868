package se.sluss.signing.bankid;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import se.sluss.kit.trace.Traces;
import se.sluss.model.id.Mode;
import se.sluss.model.id.VendorId;
import se.sluss.simulator.bankid.pki.PkiFolder;
import se.sluss.simulator.bankid.pki.SimulatorPki;

/** A BankID that answers anything at all, over TLS, and clients of it. */
final class ScriptedBankId implements AutoCloseable {
  static final Party PARTY = new Party(Mode.TEST, VendorId.next());
  static final BankId.SignRequest REQUEST =
      new BankId.SignRequest("127.0.0.1", Optional.empty(), "QQ==", "QQ==", Terms.NONE);

  static final Deadline SOON = Deadline.in(Duration.ofHours(1));

  private static final Traces TRACES = new Traces(OpenTelemetry.noop().getTracer("scripted"));
  private static final KeyStoreOf KEYS = KeyStoreOf.made();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> contentTypes = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final MeterRegistry metrics = new SimpleMeterRegistry();
  private volatile Reply reply = Reply.of(200, "{}");

  /** How every call is answered from now on. */
  sealed interface Reply {
    record Whole(int status, String type, byte[] body) implements Reply {}

    /** The connection ends without an answer. */
    record HangUp() implements Reply {}

    /** Nothing comes until the test is over. */
    record Silence() implements Reply {}

    /** The head comes, and nothing of the body. */
    record HeadOnly() implements Reply {}

    static Reply of(int status, String body) {
      return new Whole(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private record KeyStoreOf(Path folder, SSLContext context) {
    static KeyStoreOf made() {
      try {
        Path folder = Files.createTempDirectory("scripted-bankid");
        SimulatorPki pki = PkiFolder.open(folder);
        char[] password = "in memory only".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
            new ByteArrayInputStream(
                PkiFolder.keyStore(
                    pki.tlsServer(), pki.tlsRoot().certificate(), new String(password))),
            password);
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new KeyStoreOf(folder, context);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  ScriptedBankId() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(KEYS.context()));
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Another door to it, which takes no relying party's certificate. */
  static RefusingDoor refusingDoor() throws IOException {
    return new RefusingDoor(KEYS.context());
  }

  /** How many collects ended so, in that mode and of that relying party. */
  double counted(String outcome, Mode mode, String party) {
    return metrics
        .find(BankIdMetrics.CALLS)
        .tags("call", "collect", "mode", mode.wire(), "outcome", outcome, "party", party)
        .counters()
        .stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  void reply(Reply other) {
    reply = other;
  }

  /** The content type of every call that came. */
  List<String> calls() {
    return contentTypes;
  }

  /** What every call asked, as it came. */
  List<String> bodies() {
    return bodies;
  }

  /** Where a relying party's key is, and what opens it. */
  static Map<String, String> keyOf(VendorId vendor) {
    String prefix = "vendors." + vendor.value() + ".";
    return Map.of(
        prefix + "rp-key-store", KEYS.folder().resolve("rp.p12").toString(),
        prefix + "rp-key-store-password", read("rp.password").strip());
  }

  /** Settings under which this is the BankID of test mode; those given are stronger. */
  BankIdConfig config(Map<String, String> given) {
    var all = new HashMap<String, String>();
    String prefix = "sluss.signing.bankid.";
    all.put(prefix + "url", "https://localhost:" + server.getAddress().getPort() + "/rp/v6.0");
    all.put(prefix + "rp-key-store", KEYS.folder().resolve("rp.p12").toString());
    all.put(prefix + "rp-key-store-password", read("rp.password").strip());
    all.put(prefix + "tls-root", KEYS.folder().resolve("tls-root.pem").toString());
    all.put(prefix + "user-root", KEYS.folder().resolve("user-root.pem").toString());
    all.put(prefix + "certificate-policies", "1.2.3.4.25");
    all.put(prefix + "read-timeout", "PT10S");
    given.forEach((name, value) -> all.put(prefix + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(BankIdConfig.class)
        .withDefaultValues(all)
        .build()
        .getConfigMapping(BankIdConfig.class);
  }

  /** A client with circuit and bulkhead of its own. */
  BankId client(Map<String, String> given) {
    BankIdConfig config = config(given);
    return new HttpBankId(new Calls(new Environments(config), config, metrics, TRACES));
  }

  /** The PEM file of another root. */
  static String anotherRoot() {
    return KEYS.folder().resolve("user-root.pem").toString();
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
      switch (reply) {
        case Reply.Whole whole -> {
          exchange.getResponseHeaders().set("Content-Type", whole.type());
          exchange.sendResponseHeaders(
              whole.status(), whole.body().length == 0 ? -1 : whole.body().length);
          exchange.getResponseBody().write(whole.body());
        }
        case Reply.HangUp _ -> {}
        case Reply.Silence _ -> awaitEnd();
        case Reply.HeadOnly _ -> {
          exchange.sendResponseHeaders(200, 1_000);
          exchange.getResponseBody().flush();
          awaitEnd();
        }
      }
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(KEYS.folder().resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
