package se.sluss.model.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;

/** Events as JSON data and back. Unknown members are ignored, so that adding one breaks nobody. */
public final class EventJson {
  /** Buffers are shared: a thread that makes one event and ends would make its own in vain. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                  .build())
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
          .build();

  private EventJson() {}

  /** The data of an event. */
  public static byte[] write(DomainEvent event) {
    try {
      return MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(event.type() + " cannot be written as JSON", e);
    }
  }

  /**
   * Reads an event.
   *
   * @param ceType the CloudEvents type, as in {@link EventType#ceType()}
   * @throws UnreadableEventException when the type is unknown or the data does not fit it
   */
  public static DomainEvent read(String ceType, byte[] data) {
    EventType type =
        EventType.ofCeType(ceType)
            .orElseThrow(() -> new UnreadableEventException("unknown event type"));
    try {
      return MAPPER.readValue(data, type.recordClass());
    } catch (IOException e) {
      throw new UnreadableEventException("data does not fit " + type.ceType());
    }
  }
}
