package se.sluss.bench.harness;

import java.time.Duration;
import java.util.Map;

/** How long things take at most in runs with faults, and the submitter's waits that follow. */
public final class Waits {
  /** The latest that the authority answers, if it answers at all. */
  public static final Duration LATEST_ANSWER = Duration.ofSeconds(30);

  /** The longest that a process is stopped. */
  static final Duration LONGEST_FREEZE = Duration.ofSeconds(30);

  /**
   * How long a process that was stopped runs at least before it is stopped again: long enough to
   * end what is overdue. Two freezes in a row would be a longer one than the longest.
   */
  static final Duration BREATH = Duration.ofSeconds(1);

  /** What a busy machine may add to a wait. */
  private static final Duration LEEWAY = Duration.ofSeconds(1);

  /** Longer than the latest answer, so that no slow answer goes unread. */
  private static final Duration READ_TIMEOUT = LATEST_ANSWER.plus(LEEWAY);

  /**
   * A sender may wait for the answer, be stopped just before it gives up, and end its call when it
   * goes on. Only after that may the document go again, or two calls would be open with it.
   */
  private static final Duration LOST_AFTER =
      READ_TIMEOUT.plus(LONGEST_FREEZE).plus(BREATH).plus(LEEWAY);

  /**
   * How long the end of a run is waited for: what was lost with its sender is sent again after
   * {@link #LOST_AFTER}, and lanes under strain, or a ceiling, take a while for their backlog.
   */
  static final Duration TO_SETTLE = LOST_AFTER.multipliedBy(2).plusMinutes(3);

  /**
   * The most calls of a lane without an answer. Those that wait for a late answer, or for one that
   * never comes, and those of a killed sender, hold their places for so long that fewer would halt
   * the lane.
   */
  private static final int IN_FLIGHT = 32;

  private Waits() {}

  static Map<String, String> environment() {
    return Map.of(
        "SLUSS_SUBMITTER_DELIVERY_RESEND_WAITS",
        "PT1S",
        "SLUSS_SUBMITTER_DELIVERY_MOST_RESENDS",
        "50",
        "SLUSS_SUBMITTER_DELIVERY_SWEEP",
        "PT1S",
        "SLUSS_SUBMITTER_TRANSPORT_CONNECT_TIMEOUT",
        "PT3S",
        "SLUSS_SUBMITTER_TRANSPORT_READ_TIMEOUT",
        READ_TIMEOUT.toString(),
        "SLUSS_SUBMITTER_GOVERNOR_LOST_AFTER",
        LOST_AFTER.toString(),
        "SLUSS_SUBMITTER_GOVERNOR_IN_FLIGHT",
        Integer.toString(IN_FLIGHT));
  }
}
