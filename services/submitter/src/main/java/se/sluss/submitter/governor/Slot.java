package se.sluss.submitter.governor;

import java.time.Instant;

/**
 * The right to make one call.
 *
 * @param at when it opens, by the database's clock
 * @param readAt what that clock showed when the slot was taken; not after {@code at}
 * @param window when bytes may leave, on this process's clock
 * @param questionLeft when the claim was asked for, on this process's clock
 */
public record Slot(Instant at, Instant readAt, Window window, long questionLeft) {

  /**
   * The latest moment, by the database's clock, that the given moment of this process can have
   * been. The claim read that clock after the question left, hence no later than so long after it.
   */
  public Instant noLaterThan(long nanoTime) {
    return readAt.plusNanos(nanoTime - questionLeft);
  }
}
