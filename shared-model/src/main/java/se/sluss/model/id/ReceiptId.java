package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a receipt: the authority's final answer. Text form: {@code rec_} and 26 characters;
 * anything else cannot exist.
 */
public record ReceiptId(@JsonValue String value) {
  private static final String PREFIX = "rec";

  public ReceiptId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static ReceiptId next() {
    return new ReceiptId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static ReceiptId of(String value) {
    return new ReceiptId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<ReceiptId> parse(String value) {
    return TypeId.parse(PREFIX, value, ReceiptId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
