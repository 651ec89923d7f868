package se.sluss.submitter.governor;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How slots are given. The agreed interval is the connection's own. */
@ConfigMapping(prefix = "sluss.submitter.governor")
public interface GovernorConfig {
  /** How long a slot lasts; bytes that are not on their way by then stay. */
  @WithDefault("PT0.2S")
  Duration window();

  /**
   * How long before it opens a slot is taken, so that the claim's own way does not delay the call.
   */
  @WithDefault("PT0.03S")
  Duration lead();

  /**
   * What is added to the agreed interval of a new connection while the answer to the last call is
   * not there: how much later than the next one that call may still arrive. Long enough for a
   * segment that had to be sent again.
   */
  @WithDefault("PT0.5S")
  Duration guard();

  /** What is added at least, whatever the answer to the last call shows. */
  @WithDefault("PT0.002S")
  Duration guardLeast();

  /** An answer that takes longer, and four times as long as usual, is a sign of strain. */
  @WithDefault("PT2S")
  Duration slowAnswer();

  /** The most calls of a lane without an answer, over all replicas. */
  @WithDefault("8")
  @Min(1)
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

  /**
   * How long a replica leaves a due lane to the one that made its last call; at most half an
   * interval.
   */
  @WithDefault("PT0.3S")
  Duration deference();

  /**
   * The part of everybody's share, in thousandths, that calls out of turn may take for a while:
   * resends, and documents whose date is at risk. Who took more than its share gives it back later.
   */
  @WithDefault("950")
  @Min(0)
  @Max(950)
  int urgentShare();

  /** How many calls a tenant may be ahead of its share before its dates count no more. */
  @WithDefault("600")
  @Min(0)
  int mostBorrowed();

  /** How long a replica that is told to end waits for the answers to its calls. */
  @WithDefault("PT20S")
  Duration farewell();

  /** What the clocks of two database hosts may differ, waited for after a failover. */
  @WithDefault("PT5S")
  Duration clockDifference();

  /** How long after what looked like a shut-off one call is tried; doubled each time it fails. */
  @WithDefault("PT5M")
  Duration tryAfter();

  /** The longest wait between two such tries. */
  @WithDefault("PT4H")
  Duration tryLongest();
}
