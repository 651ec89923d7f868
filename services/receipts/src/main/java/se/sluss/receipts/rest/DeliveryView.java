package se.sluss.receipts.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.receipts.webhook.delivery.AnswerExcerpt;
import se.sluss.receipts.webhook.delivery.Delivery;
import se.sluss.receipts.webhook.delivery.DeliveryKind;
import se.sluss.receipts.webhook.delivery.DeliveryStatus;

/** A delivery as its owner sees it. */
@RegisterForReflection
record DeliveryView(
    String id,
    String endpointId,
    String eventId,
    String eventType,
    DeliveryKind kind,
    DeliveryStatus status,
    Instant createdAt,
    @Nullable Instant nextAttemptAt,
    @Nullable Instant endedAt,
    List<AttemptView> attempts) {

  /**
   * One attempt.
   *
   * @param outcome null while it is being made
   * @param answer the beginning of what the endpoint answered, without control characters
   */
  @RegisterForReflection
  record AttemptView(
      int number,
      Instant startedAt,
      @Nullable String outcome,
      @Nullable String reason,
      @Nullable Integer status,
      @Nullable Duration duration,
      @Nullable String answer) {

    static AttemptView of(Delivery.Attempt attempt) {
      return new AttemptView(
          attempt.number(),
          attempt.startedAt(),
          attempt.outcome().orElse(null),
          attempt.reason().orElse(null),
          attempt.status().orElse(null),
          attempt.took().orElse(null),
          attempt.status().isEmpty() ? null : text(attempt.answer()));
    }

    private static String text(AnswerExcerpt answer) {
      String text = new String(answer.bytes(), StandardCharsets.UTF_8);
      return text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD");
    }
  }

  static DeliveryView of(Delivery delivery) {
    return new DeliveryView(
        delivery.id().value(),
        delivery.endpoint().value(),
        delivery.event().value(),
        delivery.eventType(),
        delivery.kind(),
        delivery.status(),
        delivery.createdAt(),
        delivery.nextAttemptAt().orElse(null),
        delivery.endedAt().orElse(null),
        delivery.attempts().stream().map(AttemptView::of).toList());
  }
}
