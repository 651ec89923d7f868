package se.sluss.simulator.authority.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches whether this process itself is held up, by the garbage collector or by other programs: a
 * call that comes then is seen too late, and the one after it looks too close. Judgements are not
 * softened by it; people can tell the two apart.
 */
public final class Stalls implements AutoCloseable {
  private static final long NAP = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long WORTH_KEEPING = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int KEPT = 10_000;

  private record Stall(long until, long length) {}

  private final Deque<Stall> stalls = new ArrayDeque<>();
  private final Thread watcher;
  private volatile boolean ended;
  private long longest;

  public Stalls() {
    watcher = Thread.ofPlatform().daemon().name("authority-stalls").start(this::watch);
  }

  private void watch() {
    long before = System.nanoTime();
    while (!ended) {
      LockSupport.parkNanos(NAP);
      long now = System.nanoTime();
      heldUp(now, now - before - NAP);
      before = now;
    }
  }

  /** Something of this process was held up for so long, until that moment. */
  void heldUp(long until, long length) {
    if (length >= WORTH_KEEPING) {
      keep(new Stall(until, length));
    }
  }

  private synchronized void keep(Stall stall) {
    longest = Math.max(longest, stall.length);
    stalls.addLast(stall);
    if (stalls.size() > KEPT) {
      stalls.removeFirst();
    }
  }

  /** The longest so far, in nanoseconds. */
  synchronized long longest() {
    return longest;
  }

  /** The longest between two moments of {@link System#nanoTime}, among the latest ten thousand. */
  synchronized long longestBetween(long from, long to) {
    return stalls.stream()
        .filter(stall -> stall.until - from >= 0 && stall.until - stall.length - to <= 0)
        .mapToLong(Stall::length)
        .max()
        .orElse(0);
  }

  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(watcher);
  }
}
