package se.sluss.submitter.governor;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import se.sluss.submitter.delivery.DeliveryConfig;

/**
 * Does not let the room start with settings under which a lane could come too early, stand still or
 * send a document twice at once.
 */
@ApplicationScoped
class CheckSettings {
  private static final String GOVERNOR = "sluss.submitter.governor.";
  private static final String DELIVERY = "sluss.submitter.delivery.";
  private static final String READ_TIMEOUT = "sluss.submitter.transport.read-timeout";
  private static final Duration NARROWEST = Duration.ofMillis(50);
  private static final Duration WIDEST = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(CheckSettings.class);

  /** The longest that a process is expected to be frozen in the middle of a call. */
  private static final Duration LONGEST_FREEZE = Duration.ofSeconds(30);

  private final GovernorConfig governor;
  private final DeliveryConfig delivery;
  private final Duration readTimeout;

  CheckSettings(
      GovernorConfig governor,
      DeliveryConfig delivery,
      @ConfigProperty(name = READ_TIMEOUT, defaultValue = "PT60S") Duration readTimeout) {
    this.governor = governor;
    this.delivery = delivery;
    this.readTimeout = readTimeout;
  }

  void check(@Observes StartupEvent event) {
    List<String> faults = faults(governor, delivery, readTimeout);
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("; ", faults));
    }
    warnings(governor, readTimeout).forEach(LOG::warn);
  }

  /** What may be meant, but lets a document be in two calls at once when a process is frozen. */
  static List<String> warnings(GovernorConfig governor, Duration readTimeout) {
    Found found = new Found();
    found.unless(
        governor.lostAfter().compareTo(readTimeout.plus(LONGEST_FREEZE)) >= 0,
        GOVERNOR
            + "lost-after should exceed "
            + READ_TIMEOUT
            + " by "
            + LONGEST_FREEZE
            + ": a process that is frozen for so long may still have its call open when another"
            + " sends the document again");
    return found.faults;
  }

  /** All that is wrong, each naming its key. */
  static List<String> faults(
      GovernorConfig governor, DeliveryConfig delivery, Duration readTimeout) {
    Found found = new Found();
    Duration window = governor.window();
    found.unless(
        window.compareTo(NARROWEST) >= 0 && window.compareTo(WIDEST) <= 0,
        GOVERNOR + "window must be PT0.05S to PT1S");
    found.unless(
        !governor.lead().isNegative() && governor.lead().compareTo(window) < 0,
        GOVERNOR + "lead must not be negative, and less than " + GOVERNOR + "window");
    found.unless(
        governor.lostAfter().compareTo(readTimeout) > 0,
        GOVERNOR + "lost-after must exceed " + READ_TIMEOUT);
    found.unless(
        !governor.guardLeast().isNegative()
            && governor.guardLeast().compareTo(governor.guard()) <= 0,
        GOVERNOR + "guard-least must not be negative, and not exceed " + GOVERNOR + "guard");
    found.unless(
        governor.tryLongest().compareTo(governor.tryAfter()) >= 0,
        GOVERNOR + "try-longest must not be less than " + GOVERNOR + "try-after");
    found.unless(!governor.farewell().isNegative(), GOVERNOR + "farewell must not be negative");
    found.unless(!governor.deference().isNegative(), GOVERNOR + "deference must not be negative");
    found.unless(
        !governor.clockDifference().isNegative(),
        GOVERNOR + "clock-difference must not be negative");
    found.positive(GOVERNOR + "slow-answer", governor.slowAnswer());
    found.positive(GOVERNOR + "probe", governor.probe());
    found.positive(GOVERNOR + "idle", governor.idle());
    found.positive(GOVERNOR + "try-after", governor.tryAfter());
    found.positive(DELIVERY + "sweep", delivery.sweep());
    found.positive(DELIVERY + "retell", delivery.retell());
    found.unless(delivery.retellMost() > 0, DELIVERY + "retell-most must be above 0");
    found.unless(delivery.mostResends() >= 0, DELIVERY + "most-resends must not be negative");
    found.unless(
        !delivery.resendWaits().isEmpty()
            && delivery.resendWaits().stream().noneMatch(Duration::isNegative),
        DELIVERY + "resend-waits needs waits that are not negative");
    found.unless(
        !delivery.strainHold().isNegative(), DELIVERY + "strain-hold must not be negative");
    return found.faults;
  }

  private static final class Found {
    private final List<String> faults = new ArrayList<>();

    void unless(boolean holds, String fault) {
      if (!holds) {
        faults.add(fault);
      }
    }

    void positive(String key, Duration duration) {
      unless(duration.isPositive(), key + " must be above zero");
    }
  }
}
