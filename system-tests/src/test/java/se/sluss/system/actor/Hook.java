package se.sluss.system.actor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A receiver of webhooks, which judges their signatures by itself. */
public final class Hook {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Door control;
  private final String name;
  private String secret = "";

  Hook(Door control, String name) {
    this.control = control;
    this.name = name;
  }

  /** One delivery as it came. */
  public record Delivery(String webhookId, String type, boolean verified, JsonNode data) {
    /** The submission that it tells of; empty when it tells of something else. */
    public String submissionId() {
      return data.path("submissionId").asText("");
    }

    private static Delivery of(JsonNode delivery) {
      try {
        return new Delivery(
            delivery.path("webhookId").asText(),
            delivery.path("type").asText(),
            delivery.path("verified").asText().equals("true"),
            JSON.readTree(delivery.path("body").asText()).path("data"));
      } catch (JsonProcessingException e) {
        throw new AssertionError("A webhook's body is no JSON", e);
      }
    }
  }

  /** From now on signatures are judged by this secret. */
  void trust(String secretOfTheEndpoint) {
    secret = secretOfTheEndpoint;
    control.put("/secrets/" + name, Map.of("secrets", List.of(secret))).orFail();
  }

  /** By which signatures are judged. */
  public String secret() {
    return secret;
  }

  /** A delivery's headers and body, as they came. */
  public record Message(Map<String, String> headers, String body) {
    private static Message of(JsonNode delivery) {
      return new Message(
          Map.of(
              "webhook-id", delivery.path("webhookId").asText(),
              "webhook-timestamp", delivery.path("timestamp").asText(),
              "webhook-signature", delivery.path("signature").asText()),
          delivery.path("body").asText());
    }
  }

  /** What came, in order, as it came. */
  public List<Message> messages() {
    List<Message> messages = new ArrayList<>();
    control
        .get("/deliveries?name=" + name)
        .orFail()
        .json()
        .forEach(delivery -> messages.add(Message.of(delivery)));
    return messages;
  }

  /** The next so many deliveries are answered late. */
  public void delay(int times, Duration late) {
    control
        .post("/faults", Map.of("name", name, "times", times, "delayMillis", late.toMillis()))
        .orFail();
  }

  /** The next so many deliveries are answered with this status. */
  public void fail(int times, int status) {
    control.post("/faults", Map.of("name", name, "times", times, "status", status)).orFail();
  }

  /** Everything that came, in order, repetitions too. */
  public List<Delivery> deliveries() {
    var deliveries = new ArrayList<Delivery>();
    control
        .get("/deliveries?name=" + name)
        .orFail()
        .json()
        .forEach(delivery -> deliveries.add(Delivery.of(delivery)));
    return deliveries;
  }

  /** What came about a submission with that type. */
  public List<Delivery> about(String submissionId, String type) {
    return told(type).filter(one -> one.submissionId().equals(submissionId)).toList();
  }

  /** What came with that type. */
  public Stream<Delivery> told(String type) {
    return deliveries().stream().filter(delivery -> delivery.type().equals(type));
  }
}
