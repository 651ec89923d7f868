package se.sluss.bench.signing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * Two pieces of work on one thread, in turn for short slices, so that whatever else the machine
 * does meets both alike. Counted in the thread's own processor time: what others take is not
 * counted.
 */
final class SideBySide {
  private static final long SLICE = Duration.ofMillis(500).toNanos();
  private static final int WARM_UP = 2;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Side first;
  private final Side second;

  private static final class Side {
    private final Runnable work;
    private long done;
    private long nanos;

    private Side(Runnable work) {
      this.work = work;
    }

    private void slice(boolean counted) {
      long begin = THREADS.getCurrentThreadCpuTime();
      long now = begin;
      long times = 0;
      while (now - begin < SLICE) {
        work.run();
        times++;
        now = THREADS.getCurrentThreadCpuTime();
      }
      if (counted) {
        done += times;
        nanos += now - begin;
      }
    }

    private double perSecond() {
      return done * 1e9 / nanos;
    }
  }

  SideBySide(Runnable first, Runnable second) {
    this.first = new Side(first);
    this.second = new Side(second);
  }

  /** Runs both for so long together, after half of that for the compiler. */
  void run(Duration time) {
    run(time.dividedBy(WARM_UP), false);
    run(time, true);
  }

  private void run(Duration time, boolean counted) {
    long end = THREADS.getCurrentThreadCpuTime() + time.toNanos();
    do {
      first.slice(counted);
      second.slice(counted);
    } while (THREADS.getCurrentThreadCpuTime() - end < 0);
  }

  /** How often the first was done in a second of processor time. */
  double firstPerSecond() {
    return first.perSecond();
  }

  double secondPerSecond() {
    return second.perSecond();
  }
}
