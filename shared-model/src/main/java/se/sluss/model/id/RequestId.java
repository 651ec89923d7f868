package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies one request to our APIs. Text form: {@code req_} and 26 characters; anything else
 * cannot exist.
 */
public record RequestId(@JsonValue String value) {
  private static final String PREFIX = "req";

  public RequestId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static RequestId next() {
    return new RequestId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static RequestId of(String value) {
    return new RequestId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<RequestId> parse(String value) {
    return TypeId.parse(PREFIX, value, RequestId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
