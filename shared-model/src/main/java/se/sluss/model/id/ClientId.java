package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies an API client and its keys. Text form: {@code cli_} and 26 characters; anything else
 * cannot exist.
 */
public record ClientId(@JsonValue String value) {
  private static final String PREFIX = "cli";

  public ClientId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static ClientId next() {
    return new ClientId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static ClientId of(String value) {
    return new ClientId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<ClientId> parse(String value) {
    return TypeId.parse(PREFIX, value, ClientId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
