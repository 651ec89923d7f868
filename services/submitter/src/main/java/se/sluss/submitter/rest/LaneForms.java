package se.sluss.submitter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.connection.ConnectionForm;
import se.sluss.submitter.delivery.OperatorActs;

/** What operators send to change lanes, unchecked. Durations are ISO 8601, such as {@code PT1S}. */
final class LaneForms {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String NOT_AN_INTERVAL = "must be a duration from PT0.001S to P1D";
  private static final String NOT_A_NAME =
      "must be 1 to 63 lower-case letters, digits and hyphens, and not begin with a hyphen";

  private LaneForms() {}

  static OperatorActs.Why why(String reason) {
    return new OperatorActs.Why("administrator", reason);
  }

  /**
   * Pause, drain, resume.
   *
   * @param reason in the operator's words
   */
  @RegisterForReflection
  record Act(@Nullable String reason) {
    static OperatorActs.Why check(@Nullable Act form) {
      Faults faults = new Faults();
      String reason = faults.reason(form == null ? null : form.reason, false);
      faults.refuseIfAny();
      return why(reason);
    }
  }

  /**
   * To lend a connection.
   *
   * @param ownerVendorId whose connection it is, so that nobody's own is lent by a wrong identifier
   */
  @RegisterForReflection
  record Lend(@Nullable String ownerVendorId, @Nullable String reason) {
    static OperatorActs.Why check(@Nullable Lend form, VendorId owner) {
      Lend asked = form == null ? new Lend(null, null) : form;
      Faults faults = new Faults();
      VendorId named =
          faults.read(
              "ownerVendorId", asked.ownerVendorId, VendorId::of, "must be a vendor's identifier");
      if (named != null && !named.equals(owner)) {
        faults.add(
            "ownerVendorId",
            "not-the-owner",
            "does not own this connection; lend the house's own, or one whose owner has agreed");
      }
      String reason = faults.reason(asked.reason, false);
      faults.refuseIfAny();
      return why(reason);
    }
  }

  /**
   * A longer interval than agreed.
   *
   * @param interval null for the agreed one
   */
  record Slow(@Nullable JsonNode interval, @Nullable String reason) {
    record Checked(@Nullable Duration interval, OperatorActs.Why why) {}

    static Checked check(@Nullable Slow form, Duration agreed) {
      Slow asked = form == null ? new Slow(null, null) : form;
      Faults faults = new Faults();
      Duration interval =
          faults.readOrNull(
              "interval", asked.interval, ConnectionForm::interval, NOT_AN_INTERVAL + ", or null");
      if (interval != null && interval.compareTo(agreed) < 0) {
        faults.add(
            "interval",
            "shorter-than-agreed",
            "is shorter than the agreed interval " + agreed + "; slowing can only make it longer");
      }
      String reason = faults.reason(asked.reason, false);
      faults.refuseIfAny();
      return new Checked(interval, why(reason));
    }
  }

  /**
   * What the authority has agreed to now.
   *
   * @param guard null leaves it as it is
   */
  record Agreement(
      @Nullable String agreedInterval, @Nullable String guard, @Nullable String reason) {
    record Checked(Duration interval, @Nullable Duration guard, OperatorActs.Why why) {}

    static Checked check(@Nullable Agreement form) {
      Agreement asked = form == null ? new Agreement(null, null, null) : form;
      Faults faults = new Faults();
      Duration interval =
          faults.read(
              "agreedInterval", asked.agreedInterval, ConnectionForm::interval, NOT_AN_INTERVAL);
      Duration guard =
          asked.guard == null
              ? null
              : faults.read(
                  "guard",
                  asked.guard,
                  ConnectionForm::guard,
                  "must be a duration from PT0S to P1D");
      String reason = faults.reason(asked.reason, false);
      faults.refuseIfAny();
      return new Checked(Objects.requireNonNull(interval, "a fault is there"), guard, why(reason));
    }
  }

  /**
   * The ceiling over a lane.
   *
   * @param ceiling its name; null for none
   */
  record Under(@Nullable JsonNode ceiling, @Nullable String reason) {
    record Checked(@Nullable String ceiling, OperatorActs.Why why) {}

    static Checked check(@Nullable Under form, Set<String> known) {
      Under asked = form == null ? new Under(null, null) : form;
      Faults faults = new Faults();
      String ceiling =
          faults.readOrNull("ceiling", asked.ceiling, LaneForms::name, NOT_A_NAME + ", or null");
      if (ceiling != null && !known.contains(ceiling)) {
        faults.add("ceiling", "unknown", "is no ceiling; make it with PUT /v1/ceilings/{name}");
      }
      String reason = faults.reason(asked.reason, false);
      faults.refuseIfAny();
      return new Checked(ceiling, why(reason));
    }
  }

  /** A ceiling itself. */
  record Ceiling(@Nullable String interval, @Nullable String reason) {
    record Checked(String name, Duration interval, OperatorActs.Why why) {}

    static Checked check(String name, @Nullable Ceiling form) {
      Ceiling asked = form == null ? new Ceiling(null, null) : form;
      Faults faults = new Faults();
      String checkedName = faults.read("name", name, LaneForms::name, NOT_A_NAME);
      Duration interval =
          faults.read("interval", asked.interval, ConnectionForm::interval, NOT_AN_INTERVAL);
      String reason = faults.reason(asked.reason, false);
      faults.refuseIfAny();
      return new Checked(
          Objects.requireNonNull(checkedName, "a fault is there"),
          Objects.requireNonNull(interval, "a fault is there"),
          why(reason));
    }
  }

  /** A tenant's share, compared with others'. */
  record Weight(@Nullable JsonNode weight, @Nullable String reason) {
    private static final int MOST = 1000;

    record Checked(int weight, OperatorActs.Why why) {}

    static Checked check(@Nullable Weight form) {
      Weight asked = form == null ? new Weight(null, null) : form;
      Faults faults = new Faults();
      int weight = faults.number("weight", asked.weight, 1, MOST);
      String reason = faults.reason(asked.reason, false);
      faults.refuseIfAny();
      return new Checked(weight, why(reason));
    }
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException();
    }
    return text;
  }
}
