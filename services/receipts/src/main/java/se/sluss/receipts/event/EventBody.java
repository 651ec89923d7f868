package se.sluss.receipts.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The JSON that is signed and sent, as bytes: written once, kept, and never written again. Thin:
 * identifiers, states and codes only.
 */
public final class EventBody {
  private static final int MOST_BYTES = 20_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final byte[] bytes;

  private EventBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Writes a body.
   *
   * @param at when it happened
   * @param data texts, numbers and lists of texts, in the order in which they are to stand
   */
  public static EventBody write(EventKind kind, Instant at, Map<String, Object> data) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", kind.type());
    members.put("timestamp", text(at));
    members.put("data", data);
    try {
      byte[] bytes = JSON.writeValueAsBytes(members);
      if (bytes.length > MOST_BYTES) {
        throw new IllegalStateException("a body of " + kind.type() + " is too large to be thin");
      }
      return new EventBody(bytes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a body of " + kind.type() + " cannot be written", e);
    }
  }

  /** A time as it is written in bodies. */
  static String text(Instant at) {
    return MILLIS.format(at);
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EventBody that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "EventBody[" + bytes.length + " bytes]";
  }
}
