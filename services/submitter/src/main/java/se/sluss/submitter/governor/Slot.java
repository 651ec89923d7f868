package se.sluss.submitter.governor;

import java.time.Duration;
import java.time.Instant;

/**
 * The right to make one call.
 *
 * @param at when it opened, by the database's clock
 * @param booked until when the claim has booked the lane: window and interval after {@code at}
 * @param interval the interval in force
 * @param window the same on this process's clock
 * @param questionLeft when the claim was asked for, on this process's clock
 */
public record Slot(
    Instant at, Instant booked, Duration interval, Window window, long questionLeft) {

  /**
   * The latest moment, by the database's clock, that the given moment of this process can have
   * been. The claim read that clock after the question left, hence no later than so long after it.
   */
  public Instant noLaterThan(long nanoTime) {
    return at.plusNanos(nanoTime - questionLeft);
  }

  /** When the next call may go after bytes that had left by the given moment; never too early. */
  public Instant nextAfter(long sentBy) {
    return noLaterThan(sentBy).plus(interval);
  }
}
