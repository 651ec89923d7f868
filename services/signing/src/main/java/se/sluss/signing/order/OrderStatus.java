package se.sluss.signing.order;

import java.util.Set;

/**
 * The life of a signing order.
 *
 * <pre>
 *     ┌──────────────────────────────┐ the next part
 *     ▼                              │
 * STARTING ─▶ OPENING ─▶ PENDING ─▶ COLLECTED ─▶ COMPLETED
 *     ▲          │          │            │
 *     └──────────┤          ├─▶ CANCELLED│
 *                └─▶ FAILED ◀────────────┘
 * </pre>
 *
 * STARTING: kept, BankID not asked yet. OPENING: BankID is being asked; whoever finds an order left
 * here must not ask again, since an order may be open. PENDING: the person acts. COLLECTED: the
 * final answer is stored and not judged yet. The rest is final. An order of several parts goes
 * round once for each.
 */
public enum OrderStatus {
  STARTING,
  OPENING,
  PENDING,
  COLLECTED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether nothing can follow. */
  public boolean isFinal() {
    return next().isEmpty();
  }

  boolean mayBecome(OrderStatus other) {
    return next().contains(other);
  }

  private Set<OrderStatus> next() {
    return switch (this) {
      case STARTING -> Set.of(OPENING, CANCELLED, FAILED);
      case OPENING -> Set.of(PENDING, STARTING, FAILED);
      case PENDING -> Set.of(COLLECTED, FAILED, CANCELLED);
      case COLLECTED -> Set.of(COMPLETED, STARTING, FAILED);
      case COMPLETED, FAILED, CANCELLED -> Set.of();
    };
  }
}
