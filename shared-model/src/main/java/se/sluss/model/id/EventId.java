package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** Identifies an event. Text form: {@code evt_} and 26 characters; anything else cannot exist. */
public record EventId(@JsonValue String value) {
  private static final String PREFIX = "evt";

  public EventId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static EventId next() {
    return new EventId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static EventId of(String value) {
    return new EventId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<EventId> parse(String value) {
    return TypeId.parse(PREFIX, value, EventId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
