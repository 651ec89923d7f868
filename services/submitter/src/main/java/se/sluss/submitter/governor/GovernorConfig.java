package se.sluss.submitter.governor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How slots are given. The agreed interval is the connection's own. */
@ConfigMapping(prefix = "sluss.submitter.governor")
public interface GovernorConfig {
  /** How long a slot lasts; bytes that are not on their way by then stay. */
  @WithDefault("PT0.2S")
  Duration window();

  /** What is added to the agreed interval of a new connection, for the spread of delays. */
  @WithDefault("PT0.1S")
  Duration guard();

  /** The most calls of a lane without an answer, over all replicas. */
  @WithDefault("8")
  int inFlight();

  /** How often lanes are looked at that nobody has woken. */
  @WithDefault("PT2S")
  Duration probe();

  /** How long the lane's thread and connections are kept without work. */
  @WithDefault("PT30S")
  Duration idle();

  /**
   * How long after its window an attempt without an outcome counts as lost; longer than the time
   * for an answer.
   */
  @WithDefault("PT65S")
  Duration lostAfter();
}
