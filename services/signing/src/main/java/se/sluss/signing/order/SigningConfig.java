package se.sluss.signing.order;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long things may take. */
@ConfigMapping(prefix = "sluss.signing.order")
public interface SigningConfig {
  /** How long a submission waits for its signatures before it expires. */
  @WithDefault("P30D")
  Duration signWithin();

  /**
   * After how long without all signatures its owner is reminded ({@code submission.unsigned}), once
   * for each; in rising order, all before it expires. Empty for no reminders.
   */
  @WithDefault("P3D,P14D")
  Optional<List<Duration>> remindAfter();

  /**
   * Most documents signed at once; BankID's own limits hold besides. What is more is signed in
   * parts.
   */
  @WithDefault("1500")
  int mostPerPart();

  /** How long an order is tried to be opened while BankID cannot be reached. */
  @WithDefault("PT20S")
  Duration openWithin();

  /**
   * How long an open order is collected at most. BankID gives three minutes to sign, and keeps the
   * answer for three more.
   */
  @WithDefault("PT6M30S")
  Duration collectWithin();

  /** How long ago a signature that a document comes with may have been made. */
  @WithDefault("P90D")
  Duration broughtWithin();

  /** How far BankID's clock and ours may differ. */
  @WithDefault("PT60S")
  Duration clockSkew();
}
