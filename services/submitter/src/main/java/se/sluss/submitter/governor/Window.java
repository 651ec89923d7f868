package se.sluss.submitter.governor;

import java.time.Duration;

/**
 * When bytes may leave, on this process's monotonic clock ({@link System#nanoTime}). Mapped from
 * the database's clock by assuming the worst of the question's way: the slot opened no later than
 * the answer came back, and no earlier than the question left.
 *
 * @param opens not before this
 * @param closes not after this
 */
public record Window(long opens, long closes) {

  /**
   * The window of a slot.
   *
   * @param questionLeft when the claim was asked for
   * @param answerBack when its commit was known
   * @param width how long the slot lasts by the database's clock
   */
  static Window of(long questionLeft, long answerBack, Duration width) {
    return new Window(answerBack, questionLeft + width.toNanos());
  }

  /** Whether bytes may leave now. */
  public boolean isOpenAt(long nanoTime) {
    return nanoTime - opens >= 0 && closes - nanoTime >= 0;
  }
}
