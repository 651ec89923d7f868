package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a submission: one document on its way. Text form: {@code sub_} and 26 characters;
 * anything else cannot exist.
 */
public record SubmissionId(@JsonValue String value) {
  private static final String PREFIX = "sub";

  public SubmissionId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static SubmissionId next() {
    return new SubmissionId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static SubmissionId of(String value) {
    return new SubmissionId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<SubmissionId> parse(String value) {
    return TypeId.parse(PREFIX, value, SubmissionId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
