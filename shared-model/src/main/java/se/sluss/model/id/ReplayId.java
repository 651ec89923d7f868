package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a replay of many webhook deliveries. Text form: {@code rpl_} and 26 characters;
 * anything else cannot exist.
 */
public record ReplayId(@JsonValue String value) {
  private static final String PREFIX = "rpl";

  public ReplayId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static ReplayId next() {
    return new ReplayId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static ReplayId of(String value) {
    return new ReplayId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<ReplayId> parse(String value) {
    return TypeId.parse(PREFIX, value, ReplayId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
