package se.sluss.simulator.bankid.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** BankID's judgement of a transaction, lowest first. */
public enum Risk {
  LOW,
  MODERATE,
  HIGH;

  /** Lower or upper case; anything else is refused with IllegalArgumentException. */
  @JsonCreator
  public static Risk of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
