package se.sluss.bench.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A JSON API, with or without a key. */
final class Door {
  private static final int FIRST_ERROR = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final URI base;
  private final Optional<String> key;

  Door(URI base, Optional<String> key) {
    this.base = base;
    this.key = key;
  }

  JsonNode get(String path) throws IOException {
    return call("GET", path, BodyPublishers.noBody());
  }

  JsonNode post(String path, Object body) throws IOException {
    return call("POST", path, json(body));
  }

  JsonNode put(String path, Object body) throws IOException {
    return call("PUT", path, json(body));
  }

  void delete(String path) throws IOException {
    call("DELETE", path, BodyPublishers.noBody());
  }

  <T> T read(JsonNode node, Class<T> type) {
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BodyPublisher json(Object body) throws IOException {
    return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
  }

  private JsonNode call(String method, String path, BodyPublisher body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method, body);
    request.header("Content-Type", "application/json");
    key.ifPresent(
        secret ->
            request
                .header("Authorization", "Bearer " + secret)
                .header("Idempotency-Key", UUID.randomUUID().toString()));
    try {
      HttpResponse<byte[]> answer = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() >= FIRST_ERROR) {
        throw new IOException("%s %s: %d".formatted(method, path, answer.statusCode()));
      }
      return JSON.readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
