package se.sluss.receipts.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.ConfigProvider;
import se.sluss.testsupport.Eventually;

/** The sink's control, for one hook. */
public final class Sink {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String hook;

  public Sink(String hook) {
    this.hook = hook;
  }

  /** A request as the sink saw it; {@code verified} is {@code true} when the signature held. */
  public record Seen(
      String id,
      long timestamp,
      String type,
      String body,
      String verified,
      String signature,
      Instant at,
      int status) {}

  public static int port() {
    return ConfigProvider.getConfig().getValue("test.sink.port", Integer.class);
  }

  public String url() {
    return urlAt(SinkResource.HOST);
  }

  public String urlAt(String host) {
    return "https://" + host + ":" + port() + "/hooks/" + hook;
  }

  public void verifyWith(String secret) {
    send("PUT", "/secrets/" + hook, "{\"secrets\":[\"" + secret + "\"]}");
  }

  /** The next deliveries are answered with this status, late by so many milliseconds. */
  public void fail(int status, int times, int delayMillis) {
    String fault = "{\"name\":\"%s\",\"status\":%d,\"times\":%d,\"delayMillis\":%d}";
    send("POST", "/faults", fault.formatted(hook, status, times, delayMillis));
  }

  /** From now on deliveries are answered as usual. */
  public void heal() {
    send("DELETE", "/faults?name=" + hook, "");
  }

  /** The next delivery is answered with a redirect. */
  public void redirect(String target) {
    send("POST", "/faults", "{\"name\":\"%s\",\"redirectTo\":\"%s\"}".formatted(hook, target));
  }

  /** What came with that type, once there are so many. */
  public List<Seen> await(String type, int count) {
    return Eventually.value(
        () -> seen().stream().filter(one -> one.type().equals(type)).toList(),
        fitting -> fitting.size() >= count);
  }

  public List<Seen> seen() {
    try {
      JsonNode list = JSON.readTree(send("GET", "/deliveries?name=" + hook, ""));
      return StreamSupport.stream(list.spliterator(), false).map(Sink::read).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Seen read(JsonNode delivery) {
    return new Seen(
        delivery.path("webhookId").asText(),
        delivery.path("timestamp").asLong(),
        delivery.path("type").asText(),
        delivery.path("body").asText(),
        delivery.path("verified").asText(),
        delivery.path("signature").asText(),
        Instant.parse(delivery.path("receivedAt").asText()),
        delivery.path("answered").asInt());
  }

  private static String send(String method, String path, String body) {
    int port = ConfigProvider.getConfig().getValue("test.sink.control-port", Integer.class);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException("the sink answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("the sink does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
