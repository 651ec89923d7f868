package se.sluss.kit.limit;

import java.time.Duration;

/** Where requests are counted for all replicas, in windows that begin with each whole minute. */
interface QuotaWindows {
  /** How long a window lasts. */
  Duration LENGTH = Duration.ofMinutes(1);

  /**
   * Takes requests out of the present window.
   *
   * @param wanted at most so many
   */
  Share take(Quota quota, int wanted);

  /**
   * What was taken.
   *
   * @param granted never more than what was left
   * @param left what others may still take
   * @param untilReset how long the window lasts
   */
  record Share(int granted, int left, Duration untilReset) {}
}
