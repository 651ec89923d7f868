package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a connection: vendor, service and mode, with its certificate and lane. Text form:
 * {@code con_} and 26 characters; anything else cannot exist.
 */
public record ConnectionId(@JsonValue String value) {
  private static final String PREFIX = "con";

  public ConnectionId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static ConnectionId next() {
    return new ConnectionId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static ConnectionId of(String value) {
    return new ConnectionId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<ConnectionId> parse(String value) {
    return TypeId.parse(PREFIX, value, ConnectionId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
