package se.sluss.submitter.governor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import se.sluss.submitter.delivery.AuthorityGateway.Departure;

/**
 * When bytes may leave, on this process's monotonic clock ({@link System#nanoTime}). Mapped from
 * the database's clock by assuming the worst of the question's way: the database read its clock no
 * later than the answer came back, and no earlier than the question left.
 *
 * @param opens not before this
 * @param closes not after this
 */
public record Window(long opens, long closes) implements Departure {
  /** Sleeping ends late by about so much; the rest is waited for awake. */
  private static final long AWAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(150);

  /**
   * The window of a slot.
   *
   * @param questionLeft when the claim was asked for
   * @param answerBack when its answer was there
   * @param untilSlot how long after the database's look at its clock the slot opens
   * @param width how long the slot lasts by the database's clock
   */
  static Window of(long questionLeft, long answerBack, Duration untilSlot, Duration width) {
    long wait = untilSlot.toNanos();
    return new Window(answerBack + wait, questionLeft + wait + width.toNanos());
  }

  /** The same, not before that moment; nothing may leave any more when it has closed by then. */
  Window after(long nanoTime) {
    return nanoTime - opens > 0 ? new Window(nanoTime, closes) : this;
  }

  /**
   * What an interval of the database's clock is at least on this process's: both are slewed, by
   * less than a thousandth where time daemons are set up as documented.
   *
   * @return nanoseconds
   */
  static long shortest(Duration interval) {
    return interval.toNanos() - interval.toNanos() / 1000;
  }

  /** At once when it has closed before it opens: then nothing may leave. */
  @Override
  public void await() {
    if (closes - opens >= 0) {
      awaitOpening();
    }
  }

  @Override
  public boolean mayLeaveAt(long nanoTime) {
    return nanoTime - opens >= 0 && closes - nanoTime >= 0;
  }

  private void awaitOpening() {
    for (long left = opens - System.nanoTime(); left > 0; left = opens - System.nanoTime()) {
      if (left > AWAKE_NANOS && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(left - AWAKE_NANOS);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
