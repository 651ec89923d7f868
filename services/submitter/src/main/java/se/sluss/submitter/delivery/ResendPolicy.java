package se.sluss.submitter.delivery;

import java.time.Duration;
import java.util.List;

/**
 * How often a document in doubt is sent again, and after which waits.
 *
 * @param waits the wait before each resend; the last one serves all further resends
 * @param most the bound; beyond it a person has to look
 */
public record ResendPolicy(List<Duration> waits, int most) {
  public ResendPolicy {
    waits = List.copyOf(waits);
    if (waits.isEmpty() || waits.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("resends need waits that are not negative");
    }
    if (most < 0) {
      throw new IllegalArgumentException("the number of resends is not negative");
    }
  }

  /** Whether a document that has been in doubt so often may go again. */
  boolean allowsAfter(int doubts) {
    return doubts <= most;
  }

  /** The wait after having come in doubt for the n-th time, from 1. */
  Duration waitAfter(int doubts) {
    return waits.get(Math.clamp(doubts - 1L, 0, waits.size() - 1));
  }
}
