package se.sluss.receipts.webhook.delivery;

import java.time.Duration;

/** What follows an attempt. */
public sealed interface NextStep {
  /** The delivery has ended. */
  record End(DeliveryStatus status) implements NextStep {}

  /** The endpoint takes nothing any more; the delivery waits until it does again. */
  record Disable() implements NextStep {}

  /** Another attempt, not before this delay. */
  record Retry(Duration delay) implements NextStep {}
}
