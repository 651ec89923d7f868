package se.sluss.system.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a door answered.
 *
 * @param status 0 when no answer came, as from a process that was killed
 */
public record Answer(String request, int status, HttpHeaders headers, byte[] bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Answer none(String request) {
    return new Answer(request, 0, HttpHeaders.of(Map.of(), (a, b) -> true), new byte[0]);
  }

  public boolean good() {
    return status / 100 == 2;
  }

  /** Whether a careful client would try again: no answer, not ready, or still at it. */
  public boolean passing() {
    return status == 0 || status >= 500 || code().equals("idempotency-key-in-flight");
  }

  /** This answer, which must be a good one. */
  public Answer orFail() {
    assertThat(status).as("%s: %s", request, code()).isBetween(200, 299);
    return this;
  }

  /** The body, or an empty object when it is no JSON. */
  public JsonNode json() {
    try {
      JsonNode read = JSON.readTree(bytes);
      return read == null || read.isMissingNode() ? JSON.createObjectNode() : read;
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  /** A member of the body as text; empty when it is missing or null. */
  public String text(String member) {
    return json().path(member).asText("").replaceFirst("^null$", "");
  }

  /** The short name of a problem; empty for anything else. */
  public String code() {
    return text("code");
  }

  public @Nullable String header(String name) {
    return headers.firstValue(name).orElse(null);
  }

  @Override
  public String toString() {
    return request + " -> " + status + " " + code();
  }
}
