package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a hosted signing page. Text form: {@code spg_} and 26 characters; anything else cannot
 * exist. It opens nothing: for that a browser needs the page's session.
 */
public record SigningPageId(@JsonValue String value) {
  private static final String PREFIX = "spg";

  public SigningPageId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static SigningPageId next() {
    return new SigningPageId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static SigningPageId of(String value) {
    return new SigningPageId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<SigningPageId> parse(String value) {
    return TypeId.parse(PREFIX, value, SigningPageId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
