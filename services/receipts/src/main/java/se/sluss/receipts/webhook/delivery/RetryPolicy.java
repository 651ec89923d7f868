package se.sluss.receipts.webhook.delivery;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Decides what follows an attempt. Holds no state and reads no clock. */
public final class RetryPolicy {
  private final RetrySchedule schedule;
  private final Duration leastAfterOverload;
  private final RandomGenerator random;

  /**
   * @param leastAfterOverload an overloaded endpoint is left alone at least so long
   * @param random spreads the delays
   */
  public RetryPolicy(RetrySchedule schedule, Duration leastAfterOverload, RandomGenerator random) {
    this.schedule = schedule;
    this.leastAfterOverload = leastAfterOverload;
    this.random = random;
  }

  /**
   * What follows.
   *
   * @param attempt the attempt that was made, counted from 1
   */
  public NextStep after(DeliveryKind kind, int attempt, AttemptReport report) {
    return switch (report.outcome()) {
      case AttemptOutcome.Delivered _ -> new NextStep.End(DeliveryStatus.DELIVERED);
      case AttemptOutcome.Gone _ ->
          kind == DeliveryKind.EVENT
              ? new NextStep.Disable()
              : new NextStep.End(DeliveryStatus.FAILED);
      case AttemptOutcome.Overloaded _ ->
          retry(kind, attempt, report.retryAfter(), leastAfterOverload);
      case AttemptOutcome.Failed _ -> retry(kind, attempt, report.retryAfter(), Duration.ZERO);
    };
  }

  private NextStep retry(
      DeliveryKind kind, int attempt, Optional<Duration> retryAfter, Duration least) {
    return switch (kind) {
      case TEST, REPLAY -> new NextStep.End(DeliveryStatus.FAILED);
      case EVENT ->
          schedule
              .delayAfter(attempt, random)
              .map(planned -> longest(planned, longest(least, retryAfter.orElse(Duration.ZERO))))
              .<NextStep>map(NextStep.Retry::new)
              .orElseGet(() -> new NextStep.End(DeliveryStatus.EXHAUSTED));
    };
  }

  private static Duration longest(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
