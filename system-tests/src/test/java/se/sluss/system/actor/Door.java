package se.sluss.system.actor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A public HTTP door of a room or a simulator. It never repeats a request by itself. */
public final class Door {
  /** How long anything may take that has to come by itself; ample for a loaded machine. */
  public static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI address;
  private final Map<String, String> headers;

  private Door(URI address, Map<String, String> headers) {
    this.address = address;
    this.headers = headers;
  }

  /** A door without a key, such as a simulator's control. */
  public static Door open(URI address) {
    return new Door(address, Map.of());
  }

  /** A room's door with a key. */
  public static Door with(URI address, String key) {
    return open(address).header("Authorization", "Bearer " + key);
  }

  /** The same door with one more header on every request. */
  public Door header(String name, String value) {
    var all = new HashMap<>(headers);
    all.put(name, value);
    return new Door(address, Map.copyOf(all));
  }

  public Answer get(String path) {
    return send("GET", path, new byte[0]);
  }

  public Answer delete(String path) {
    return send("DELETE", path, new byte[0]);
  }

  public Answer put(String path, Map<String, ?> body) {
    return header("Content-Type", "application/json").send("PUT", path, bytes(body));
  }

  /** Posts JSON under a new idempotency key. */
  public Answer post(String path, Map<String, ?> body) {
    return post(path, body, UUID.randomUUID().toString());
  }

  /** Posts JSON under the idempotency key. */
  public Answer post(String path, Map<String, ?> body, String key) {
    return header("Content-Type", "application/json").key(key).send("POST", path, bytes(body));
  }

  /** Posts a document for a tenant under the idempotency key. */
  public Answer postXml(String path, String tenantId, byte[] document, String key) {
    return header("Content-Type", "application/xml")
        .header("Sluss-Tenant", tenantId)
        .key(key)
        .send("POST", path, document);
  }

  /** The same door with the idempotency key on every request. */
  public Door key(String key) {
    return header("Idempotency-Key", key);
  }

  /** Sends a request as it stands. Answers {@link Answer#none} when no answer comes. */
  public Answer send(String method, String path, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    request.method(
        method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    String name = method + " " + address.resolve(path).getPath();
    try {
      var response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(name, response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      return Answer.none(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted in " + name, e);
    }
  }

  /** Asks again until the answer is a good one; the last one is told when it never is. */
  public static Answer eventually(Callable<Answer> call) {
    var last = new AtomicReference<Answer>();
    await(() -> last.set(call.call().orFail()));
    return last.get();
  }

  /** Repeats the assertions until they hold; the last failure is told when they never do. */
  public static void await(ThrowingRunnable assertions) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(GLANCE)
        .ignoreExceptions()
        .untilAsserted(assertions);
  }

  private static byte[] bytes(Map<String, ?> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON body", e);
    }
  }
}
