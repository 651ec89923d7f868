package se.sluss.launcher.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import se.sluss.launcher.PlainFailure;

/** One room's or simulator's HTTP door, as any client would use it. */
final class Door {
  /** A door that answered anything but 2xx. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    RefusedException(String request, int status, String title) {
      super(request + " was answered " + status + (title.isEmpty() ? "" : ": " + title));
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  // What a room answers until it has heard of a new client, vendor or submission from another room.
  private static final Set<Integer> NOT_HEARD_OF_YET = Set.of(401, 404, 409, 422, 503);

  private final URI address;
  private final Map<String, String> headers;

  private Door(URI address, Map<String, String> headers) {
    this.address = address;
    this.headers = headers;
  }

  /** A door without a key, such as a simulator's control. */
  static Door open(URI address) {
    return new Door(address, Map.of());
  }

  /** A room's door with a key. */
  static Door with(URI address, String key) {
    return new Door(address, Map.of("Authorization", "Bearer " + key));
  }

  JsonNode get(String path) {
    return read(bytes(path));
  }

  /** What is no JSON. */
  byte[] bytes(String path) {
    return send("GET", request(path).GET());
  }

  JsonNode post(String path, Map<String, ?> body) {
    return read(send("POST", json(path).POST(bytes(body))));
  }

  JsonNode put(String path, Map<String, ?> body) {
    return read(send("PUT", json(path).PUT(bytes(body))));
  }

  /** Hands in a document for a tenant. */
  JsonNode postXml(String path, String tenantId, byte[] document) {
    return read(
        send(
            "POST",
            request(path)
                .header("Content-Type", "application/xml")
                .header("Sluss-Tenant", tenantId)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofByteArray(document))));
  }

  /**
   * Asks again while the room has not heard of what it is asked about.
   *
   * @throws PlainFailure when it has not after a minute
   */
  static <T> T eventually(Supplier<T> call) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return call.get();
      } catch (RefusedException e) {
        if (!NOT_HEARD_OF_YET.contains(e.status()) || System.nanoTime() > deadline) {
          throw new PlainFailure(String.valueOf(e.getMessage()), e);
        }
        Pause.shortly();
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(30));
    headers.forEach(request::header);
    return request;
  }

  private HttpRequest.Builder json(String path) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static HttpRequest.BodyPublisher bytes(Map<String, ?> body) {
    try {
      return HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not a JSON body", e);
    }
  }

  private static byte[] send(String method, HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    String name = method + " " + request.uri();
    try {
      HttpResponse<byte[]> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() / 100 != 2) {
        String title = read(response.body()).path("title").asText();
        throw new RefusedException(name, response.statusCode(), title);
      }
      return response.body();
    } catch (IOException e) {
      throw new PlainFailure(name + " failed: " + e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PlainFailure("Interrupted.", e);
    }
  }

  private static JsonNode read(byte[] body) {
    try {
      return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }
}
