package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a test of a connection. Text form: {@code tst_} and 26 characters; anything else
 * cannot exist.
 */
public record ConnectionTestId(@JsonValue String value) {
  private static final String PREFIX = "tst";

  public ConnectionTestId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static ConnectionTestId next() {
    return new ConnectionTestId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static ConnectionTestId of(String value) {
    return new ConnectionTestId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<ConnectionTestId> parse(String value) {
    return TypeId.parse(PREFIX, value, ConnectionTestId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
