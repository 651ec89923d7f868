package se.sluss.receipts.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.receipts.support.WebhookConfigs;

/** The standard schedule against a receiver that is down from Friday evening to Monday morning. */
class WeekendTest {
  private static final Instant DOWN = Instant.parse("2026-11-20T16:00:00Z");
  private static final Instant UP = Instant.parse("2026-11-23T07:00:00Z");
  private static final RetrySchedule STANDARD =
      new RetrySchedule(WebhookConfigs.with(Map.of()).schedule());

  private record Planned(Instant event, int attempt, Instant due) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatHappensOverAWeekendIsAllDeliveredOnMonday(long seed) {
    List<Instant> events = new ArrayList<>();
    for (Instant at = DOWN.minusSeconds(3600); at.isBefore(UP); at = at.plusSeconds(300)) {
      events.add(at);
    }

    List<Instant> delivered =
        deliver(events, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));

    assertThat(delivered).containsExactlyInAnyOrderElementsOf(events);
  }

  @Test
  void theShortestOfAllDelaysOutlastAWeekend() {
    RandomGenerator shortest = () -> 0L;

    assertThat(deliver(List.of(DOWN), shortest)).containsExactly(DOWN);
  }

  /** Attempts each when it is due; the time between is skipped. */
  private static List<Instant> deliver(List<Instant> events, RandomGenerator random) {
    RetryPolicy policy = new RetryPolicy(STANDARD, Duration.ofSeconds(60), random);
    PriorityQueue<Planned> queue =
        new PriorityQueue<>((one, other) -> one.due().compareTo(other.due()));
    events.forEach(event -> queue.add(new Planned(event, 1, event)));
    List<Instant> delivered = new ArrayList<>();
    while (!queue.isEmpty()) {
      Planned next = queue.remove();
      boolean down = !next.due().isBefore(DOWN) && next.due().isBefore(UP);
      AttemptReport report =
          down
              ? AttemptReport.withoutAnswer(
                  new AttemptOutcome.Failed(FailureReason.CONNECT), Duration.ZERO)
              : new AttemptReport(
                  AttemptOutcome.ofStatus(204),
                  Optional.of(204),
                  Optional.empty(),
                  AnswerExcerpt.NOTHING,
                  Duration.ZERO);
      switch (policy.after(DeliveryKind.EVENT, next.attempt(), report)) {
        case NextStep.Retry(Duration delay) ->
            queue.add(new Planned(next.event(), next.attempt() + 1, next.due().plus(delay)));
        case NextStep.End(DeliveryStatus status) when status == DeliveryStatus.DELIVERED ->
            delivered.add(next.event());
        case NextStep.End _, NextStep.Disable _ -> {
          // Missed.
        }
      }
    }
    return delivered;
  }
}
