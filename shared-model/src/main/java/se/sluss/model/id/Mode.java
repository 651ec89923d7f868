package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Whether something belongs to test or to production; chosen by the credential, never mixed. */
public enum Mode {
  TEST("test"),
  LIVE("live");

  private final String wire;

  Mode(String wire) {
    this.wire = wire;
  }

  /** The form on the wire and in the database: {@code test} or {@code live}. */
  @JsonValue
  public String wire() {
    return wire;
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException for anything but {@code test} and {@code live}
   */
  @JsonCreator
  public static Mode ofWire(String wire) {
    for (Mode mode : values()) {
      if (mode.wire.equals(wire)) {
        return mode;
      }
    }
    throw new IllegalArgumentException("mode is either test or live");
  }
}
