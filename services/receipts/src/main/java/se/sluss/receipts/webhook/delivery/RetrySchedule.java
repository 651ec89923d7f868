package se.sluss.receipts.webhook.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When attempts are made: the delay of each after the one before. The first is the delay before
 * attempt 1. Each delay is spread by up to a fifth either way, so that endpoints that failed
 * together are not tried together; the last one is never shorter, so that the standard schedule
 * outlasts a weekend however chance falls.
 */
public record RetrySchedule(List<Duration> delays) {
  private static final double SPREAD = 0.2;

  public RetrySchedule {
    delays = List.copyOf(delays);
    if (delays.isEmpty() || delays.stream().anyMatch(Duration::isNegative)) {
      throw new IllegalArgumentException("a schedule has attempts, and no negative delays");
    }
  }

  /** How many attempts are made. */
  public int attempts() {
    return delays.size();
  }

  /**
   * The delay between an attempt and the next one; empty after the last.
   *
   * @param attempt the attempt that was made, counted from 1
   */
  public Optional<Duration> delayAfter(int attempt, RandomGenerator random) {
    if (attempt >= delays.size()) {
      return Optional.empty();
    }
    double factor = 1 - SPREAD + 2 * SPREAD * random.nextDouble();
    if (attempt == delays.size() - 1) {
      factor = Math.max(1, factor);
    }
    return Optional.of(Duration.ofNanos(Math.round(delays.get(attempt).toNanos() * factor)));
  }
}
