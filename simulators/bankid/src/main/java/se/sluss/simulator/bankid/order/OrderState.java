package se.sluss.simulator.bankid.order;

import java.time.Instant;
import se.sluss.simulator.bankid.pki.Person;

/**
 * How far an order has come.
 *
 * <pre>
 * Outstanding ──opened──▶ Opened ──signed──▶ Complete
 *      │                     │
 *      └────── failed ───────┴─────────────▶ Failed
 * </pre>
 */
public sealed interface OrderState {

  /** No app has picked the order up. */
  record Outstanding() implements OrderState {}

  /** The order is open in that person's app. */
  record Opened(Person person) implements OrderState {}

  /** Signed at the instant; may be collected once. */
  record Complete(Completion completion, Instant at) implements OrderState {}

  /** Ended without signature at the instant; may be collected once. */
  record Failed(HintCode hint, Instant at) implements OrderState {}

  /** Whether something can still happen to the order. */
  default boolean pending() {
    return switch (this) {
      case Outstanding _, Opened _ -> true;
      case Complete _, Failed _ -> false;
    };
  }
}
