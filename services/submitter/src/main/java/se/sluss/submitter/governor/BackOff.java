package se.sluss.submitter.governor;

import java.time.Duration;

/** Waits that double up to a bound until something succeeds. For one thread. */
final class BackOff {
  private final Duration first;
  private final Duration longest;
  private Duration last = Duration.ZERO;

  BackOff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
  }

  /** The wait after one more failure. */
  Duration next() {
    Duration doubled = last.isZero() ? first : last.multipliedBy(2);
    last = doubled.compareTo(longest) > 0 ? longest : doubled;
    return last;
  }

  /** It went well. */
  void reset() {
    last = Duration.ZERO;
  }
}
