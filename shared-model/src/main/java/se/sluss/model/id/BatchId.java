package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies documents that were handed in together. Text form: {@code bat_} and 26 characters;
 * anything else cannot exist.
 */
public record BatchId(@JsonValue String value) {
  private static final String PREFIX = "bat";

  public BatchId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static BatchId next() {
    return new BatchId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static BatchId of(String value) {
    return new BatchId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<BatchId> parse(String value) {
    return TypeId.parse(PREFIX, value, BatchId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
