package se.sluss.signing.bankid;

import java.time.Duration;

/**
 * Until when a call may leave this process, by the clock that nobody sets and that goes on while
 * the process is stopped.
 *
 * @param nanoTime as {@link System#nanoTime()} tells it
 */
public record Deadline(long nanoTime) {

  /** So long from now. */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - nanoTime >= 0;
  }
}
