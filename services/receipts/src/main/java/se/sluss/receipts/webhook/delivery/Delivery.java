package se.sluss.receipts.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.WebhookEndpointId;

/**
 * One event on its way to one endpoint, as its owner sees it.
 *
 * @param nextAttemptAt when the next attempt is due; absent when the delivery has ended, and while
 *     its endpoint is paused or disabled and nothing but tests is sent there
 * @param attempts those that were begun, oldest first
 */
public record Delivery(
    DeliveryId id,
    WebhookEndpointId endpoint,
    EventId event,
    String eventType,
    DeliveryKind kind,
    DeliveryStatus status,
    Instant createdAt,
    Optional<Instant> nextAttemptAt,
    Optional<Instant> endedAt,
    List<Attempt> attempts) {
  public Delivery {
    attempts = List.copyOf(attempts);
  }

  /**
   * One attempt.
   *
   * @param outcome absent while it is being made
   * @param took how long it took; absent when unknown
   */
  public record Attempt(
      int number,
      Instant startedAt,
      Optional<String> outcome,
      Optional<String> reason,
      Optional<Integer> status,
      Optional<Duration> took,
      AnswerExcerpt answer) {}
}
