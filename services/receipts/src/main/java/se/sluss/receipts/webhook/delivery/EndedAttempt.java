package se.sluss.receipts.webhook.delivery;

/** An attempt that was made, what became of it, and what follows. */
public record EndedAttempt(ClaimedDelivery delivery, AttemptReport report, NextStep next) {
  /** Whether it says no more of its endpoint than that something was delivered there. */
  public boolean plain() {
    return report.outcome() instanceof AttemptOutcome.Delivered
        && delivery.kind() != DeliveryKind.TEST;
  }
}
