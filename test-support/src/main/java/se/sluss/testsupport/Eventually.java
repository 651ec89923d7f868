package se.sluss.testsupport;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** Polling with a deadline, for what happens in another thread or process. */
public final class Eventually {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofMillis(50);

  private Eventually() {}

  /** Repeats the assertions until they hold; after a minute the last failure is thrown. */
  public static void holds(ThrowingRunnable assertions) {
    holds(DEADLINE, assertions);
  }

  /**
   * Repeats the assertions until they hold; after the deadline the last failure is thrown. What
   * they ask may fail meanwhile, as of a database that is coming back.
   */
  public static void holds(Duration deadline, ThrowingRunnable assertions) {
    Awaitility.await()
        .atMost(deadline)
        .pollInterval(INTERVAL)
        .ignoreExceptions()
        .untilAsserted(assertions);
  }

  /** The first value that fits, asked for again and again for at most a minute. */
  public static <T> T value(Callable<T> source, Predicate<? super T> fits) {
    return value(DEADLINE, source, fits);
  }

  /** The first value that fits, asked for again and again until the deadline. */
  public static <T> T value(Duration deadline, Callable<T> source, Predicate<? super T> fits) {
    return Awaitility.await()
        .atMost(deadline)
        .pollInterval(INTERVAL)
        .ignoreExceptions()
        .until(source, fits);
  }
}
