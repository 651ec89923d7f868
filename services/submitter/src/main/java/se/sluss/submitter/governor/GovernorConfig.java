package se.sluss.submitter.governor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How slots are given. The agreed interval is the connection's own. */
@ConfigMapping(prefix = "sluss.submitter.governor")
public interface GovernorConfig {
  /** How long a slot lasts; {@code PT0.05S} to {@code PT1S}. Also what a crash costs the lane. */
  @WithDefault("PT0.2S")
  Duration window();

  /**
   * How long before it opens a slot is taken. Less than {@code window}; more than a claim with its
   * commit takes.
   */
  @WithDefault("PT0.03S")
  Duration lead();

  /**
   * Added after a call without an answer; for connections that are registered without a guard of
   * their own.
   */
  @WithDefault("PT0.5S")
  Duration guard();

  /** Added at least, whatever the answer shows. Not more than {@code guard}. */
  @WithDefault("PT0.002S")
  Duration guardLeast();

  /** An answer that takes longer, and four times as long as usual, is a sign of strain. */
  @WithDefault("PT2S")
  Duration slowAnswer();

  /** Most calls of a lane without an answer, over all replicas. */
  @WithDefault("8")
  @Min(1)
  int inFlight();

  /** How often lanes are looked at that nobody has woken. */
  @WithDefault("PT2S")
  Duration probe();

  /** How long a lane's thread and connections are kept without work. */
  @WithDefault("PT30S")
  Duration idle();

  /**
   * How long after its window an attempt without an outcome counts as lost, and its document may go
   * again. Must exceed {@code sluss.submitter.transport.read-timeout}, and should by half a minute:
   * a process that is frozen while it waits for an answer has its call open when it goes on.
   */
  @WithDefault("PT95S")
  Duration lostAfter();

  /**
   * How long a replica leaves a due lane to the one that made its last call; at most half an
   * interval.
   */
  @WithDefault("PT0.3S")
  Duration deference();

  /**
   * Part of everybody's share, in thousandths (0 to 950), that calls out of turn may take for a
   * while: resends, and documents whose date is at risk.
   */
  @WithDefault("950")
  @Min(0)
  @Max(950)
  int urgentShare();

  /** How many calls a tenant may be ahead of its share before its dates count no more. */
  @WithDefault("600")
  @Min(0)
  int mostBorrowed();

  /**
   * How long a replica that is told to end waits for the answers to its calls. What ends it must
   * have more patience.
   */
  @WithDefault("PT20S")
  Duration farewell();

  /** What the clocks of two database hosts may differ; waited for after a failover. */
  @WithDefault("PT5S")
  Duration clockDifference();

  /** How long after what looked like a shut-off one call is tried; doubled each time it fails. */
  @WithDefault("PT5M")
  Duration tryAfter();

  /** The longest wait between two such tries. Not less than {@code try-after}. */
  @WithDefault("PT4H")
  Duration tryLongest();
}
