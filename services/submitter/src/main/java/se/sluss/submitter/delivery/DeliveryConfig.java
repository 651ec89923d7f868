package se.sluss.submitter.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What is done about documents whose fate is open. */
@ConfigMapping(prefix = "sluss.submitter.delivery")
public interface DeliveryConfig {
  /** Waits before each resend of what is in doubt; the last one serves all further ones. */
  @WithDefault("PT5S,PT30S,PT2M,PT10M,PT30M")
  List<Duration> resendWaits();

  /** After so many it is parked. */
  @WithDefault("5")
  int mostResends();

  /** How long a lane waits after 429 or 503. */
  @WithDefault("PT10S")
  Duration strainHold();

  /** How often lost attempts, and jobs without a connection, are looked for, and lanes measured. */
  @WithDefault("PT5S")
  Duration sweep();

  /** How often places that have moved much are told again. */
  @WithDefault("PT30S")
  Duration retell();

  /**
   * About how many of each lane's next documents are looked at then; told are at most five times as
   * many.
   */
  @WithDefault("200")
  int retellMost();

  default ResendPolicy resendPolicy() {
    return new ResendPolicy(resendWaits(), mostResends());
  }
}
