package se.sluss.simulator.bankid.control;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.Device.Manner;
import se.sluss.simulator.bankid.order.Risk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.rp.Faults.Fault;
import se.sluss.simulator.bankid.signature.Deviation;

/** The bodies that the control interface takes; absent members have harmless defaults. */
final class ControlRequests {
  private ControlRequests() {}

  /** What a user does once the order is in the app. */
  enum Action {
    @JsonProperty("sign")
    SIGN,
    @JsonProperty("cancel")
    CANCEL,
    @JsonProperty("open")
    OPEN,
    /** Nothing more happens until the order's time is over, which it is at once. */
    @JsonProperty("expire")
    EXPIRE
  }

  /** A device that got at an order by token, by QR code or, for an opened one, by reference. */
  record DeviceCall(
      @Nullable String autoStartToken,
      @Nullable String qrText,
      @Nullable String orderRef,
      String personalNumber,
      @Nullable String givenName,
      @Nullable String surname,
      @Nullable Action action,
      @Nullable Risk risk,
      @Nullable Set<Deviation> deviations) {

    Person person(People people) {
      return givenName == null || surname == null
          ? people.find(personalNumber)
          : new Person(personalNumber, givenName, surname);
    }

    Action what() {
      return Objects.requireNonNullElse(action, Action.SIGN);
    }

    Manner manner() {
      return new Manner(Objects.requireNonNullElse(risk, Risk.LOW), orNone(deviations), false);
    }
  }

  record ScriptCall(
      @Nullable String personalNumber,
      Behaviour behaviour,
      @Nullable Integer times,
      @Nullable Risk risk,
      @Nullable Set<Deviation> deviations) {

    Script.Scene scene() {
      return new Script.Scene(
          behaviour, Objects.requireNonNullElse(risk, Risk.LOW), orNone(deviations));
    }
  }

  record FaultCall(
      String path,
      @Nullable Integer status,
      @Nullable String errorCode,
      @Nullable Integer times,
      @Nullable Long delayMillis,
      @Nullable Boolean drop) {

    Fault fault() {
      return new Fault(
          status,
          errorCode,
          Objects.requireNonNullElse(delayMillis, 0L),
          Objects.requireNonNullElse(drop, false));
    }
  }

  record SettingsCall(boolean alreadyInProgress) {}

  static int times(@Nullable Integer given) {
    return Objects.requireNonNullElse(given, 1);
  }

  private static Set<Deviation> orNone(@Nullable Set<Deviation> given) {
    return Objects.requireNonNullElse(given, EnumSet.noneOf(Deviation.class));
  }
}
