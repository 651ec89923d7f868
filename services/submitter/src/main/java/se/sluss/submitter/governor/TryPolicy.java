package se.sluss.submitter.governor;

import java.time.Duration;

/**
 * When a lane that stopped by itself tries one call.
 *
 * @param first the wait before the first try
 * @param longest the wait doubles with each failed try, up to this
 */
public record TryPolicy(Duration first, Duration longest) {
  /** The wait after one more failure. */
  Duration after(Duration last) {
    Duration doubled = last.multipliedBy(2);
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
