package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import se.sluss.kit.outbox.Outbox;

/** The owner stops an order that is not final. Runs inside the caller's transaction. */
@ApplicationScoped
public class CancelOrder {
  /** The reason that the other rooms are told. */
  static final String CANCELLED = "cancelled";

  private final Outbox outbox;

  public CancelOrder(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Ends it at once when BankID was never asked. Otherwise a worker asks BankID to stop; if the
   * person signed just before, the signature counts.
   */
  public void cancel(SigningOrder order, Instant now) {
    order.requestCancel(now);
    if (order.status() == OrderStatus.CANCELLED) {
      outbox.append(order.endedUnsigned(CANCELLED, now), order.traceparent());
    }
  }
}
