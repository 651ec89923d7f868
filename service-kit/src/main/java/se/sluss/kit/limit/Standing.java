package se.sluss.kit.limit;

import java.time.Duration;

/**
 * Where a quota stands after a request.
 *
 * @param admitted whether the request is within it
 * @param remaining how many more may follow in this window, as far as this replica knows
 * @param untilReset how long the window lasts
 */
public record Standing(Quota quota, boolean admitted, int remaining, Duration untilReset) {
  /** After the request was refused by another quota, so that it counts for none. */
  Standing givenBack() {
    return new Standing(quota, admitted, remaining + 1, untilReset);
  }

  /** In whole seconds, never too few. */
  long seconds() {
    return Math.max(1, untilReset.plusMillis(999).toSeconds());
  }
}
