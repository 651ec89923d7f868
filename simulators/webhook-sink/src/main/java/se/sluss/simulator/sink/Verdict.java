package se.sluss.simulator.sink;

import com.fasterxml.jackson.annotation.JsonValue;

/** Whether a delivery's signature held. */
enum Verdict {
  HELD("true"),
  DID_NOT_HOLD("false"),
  /** No secret was registered for the hook when the delivery came. */
  UNKNOWN("unknown");

  private final String wire;

  Verdict(String wire) {
    this.wire = wire;
  }

  @JsonValue
  String wire() {
    return wire;
  }
}
