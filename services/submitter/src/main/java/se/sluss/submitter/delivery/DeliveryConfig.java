package se.sluss.submitter.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** What is done about documents whose fate is open. */
@ConfigMapping(prefix = "sluss.submitter.delivery")
public interface DeliveryConfig {
  /** The waits before each resend of a document in doubt; the last one serves all further ones. */
  @WithDefault("PT5S,PT30S,PT2M,PT10M,PT30M")
  List<Duration> resendWaits();

  /** How often a document in doubt is sent again before a person has to look. */
  @WithDefault("5")
  int mostResends();

  /** How long a lane waits after the authority said that it is overloaded. */
  @WithDefault("PT10S")
  Duration strainHold();

  /** How often attempts without an end, and jobs without a connection, are looked for. */
  @WithDefault("PT5S")
  Duration sweep();

  /** How often places that have moved much are told again. */
  @WithDefault("PT30S")
  Duration retell();

  /** About how many of each lane's next documents are looked at then. */
  @WithDefault("200")
  int retellMost();

  default ResendPolicy resendPolicy() {
    return new ResendPolicy(resendWaits(), mostResends());
  }
}
