package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a vendor: the supplier of a care-management system. Text form: {@code ven_} and 26
 * characters; anything else cannot exist.
 */
public record VendorId(@JsonValue String value) {
  private static final String PREFIX = "ven";

  public VendorId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static VendorId next() {
    return new VendorId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static VendorId of(String value) {
    return new VendorId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<VendorId> parse(String value) {
    return TypeId.parse(PREFIX, value, VendorId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
