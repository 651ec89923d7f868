package se.sluss.signing.bankid;

import java.time.Duration;

/**
 * A moment of this process, by the clock that nobody sets.
 *
 * @param nanoTime as {@link System#nanoTime()} tells it
 */
public record Moment(long nanoTime) {

  /** This one. */
  public static Moment now() {
    return new Moment(System.nanoTime());
  }

  /** How long ago it was. */
  public Duration ago() {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
