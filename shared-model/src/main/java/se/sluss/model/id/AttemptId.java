package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies an attempt: one call to the authority. Text form: {@code att_} and 26 characters;
 * anything else cannot exist.
 */
public record AttemptId(@JsonValue String value) {
  private static final String PREFIX = "att";

  public AttemptId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static AttemptId next() {
    return new AttemptId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static AttemptId of(String value) {
    return new AttemptId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<AttemptId> parse(String value) {
    return TypeId.parse(PREFIX, value, AttemptId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
