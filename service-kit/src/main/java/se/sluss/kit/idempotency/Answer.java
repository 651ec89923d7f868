package se.sluss.kit.idempotency;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer to the byte, so that a repetition gets the very same. */
@RegisterForReflection
record Answer(int status, Map<String, String> headers, byte[] body) {
  /** Shares its buffers, as {@link se.sluss.model.event.EventJson} does. */
  private static final ObjectMapper STORE =
      new ObjectMapper(
          JsonFactory.builder()
              .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
              .build());

  static Answer of(Response response, ObjectMapper json) {
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .getStringHeaders()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    byte[] body =
        switch (response.getEntity()) {
          case null -> new byte[0];
          case byte[] bytes -> bytes;
          case String text -> text.getBytes(StandardCharsets.UTF_8);
          case Object entity -> write(entity, json);
        };
    if (body.length > 0) {
      headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
    }
    return new Answer(response.getStatus(), headers, body);
  }

  static Answer read(byte[] stored) {
    try {
      return STORE.readValue(stored, Answer.class);
    } catch (IOException e) {
      throw new IllegalStateException("A stored answer could not be read", e);
    }
  }

  byte[] stored() {
    return write(this, STORE);
  }

  Response response() {
    Response.ResponseBuilder response = Response.status(status);
    headers.forEach(response::header);
    return body.length == 0 ? response.build() : response.entity(body).build();
  }

  Response replayed() {
    return Response.fromResponse(response()).header("Idempotent-Replayed", "true").build();
  }

  private static byte[] write(Object entity, ObjectMapper json) {
    try {
      return json.writeValueAsBytes(entity);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer could not be written as JSON", e);
    }
  }
}
