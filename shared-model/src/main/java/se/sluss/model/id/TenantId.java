package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a tenant: a provider of personal assistance. Text form: {@code ten_} and 26
 * characters; anything else cannot exist.
 */
public record TenantId(@JsonValue String value) {
  private static final String PREFIX = "ten";

  public TenantId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static TenantId next() {
    return new TenantId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static TenantId of(String value) {
    return new TenantId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<TenantId> parse(String value) {
    return TypeId.parse(PREFIX, value, TenantId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
