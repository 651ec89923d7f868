package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies the delivery of one event to one webhook endpoint. Text form: {@code dlv_} and 26
 * characters; anything else cannot exist.
 */
public record DeliveryId(@JsonValue String value) {
  private static final String PREFIX = "dlv";

  public DeliveryId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static DeliveryId next() {
    return new DeliveryId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static DeliveryId of(String value) {
    return new DeliveryId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<DeliveryId> parse(String value) {
    return TypeId.parse(PREFIX, value, DeliveryId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
