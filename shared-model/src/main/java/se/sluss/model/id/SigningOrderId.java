package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a signing order at BankID. Text form: {@code ord_} and 26 characters; anything else
 * cannot exist.
 */
public record SigningOrderId(@JsonValue String value) {
  private static final String PREFIX = "ord";

  public SigningOrderId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static SigningOrderId next() {
    return new SigningOrderId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static SigningOrderId of(String value) {
    return new SigningOrderId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<SigningOrderId> parse(String value) {
    return TypeId.parse(PREFIX, value, SigningOrderId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
