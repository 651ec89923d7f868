package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import se.sluss.kit.clock.SharedClock;

/** The owner stops an order that is not final. Runs inside the caller's transaction. */
@ApplicationScoped
public class CancelOrder {
  /** The reason that the other rooms are told. */
  static final String CANCELLED = "cancelled";

  private final TellEnd tellEnd;
  private final InstantSource clock;

  public CancelOrder(TellEnd tellEnd, @SharedClock InstantSource clock) {
    this.tellEnd = tellEnd;
    this.clock = clock;
  }

  /**
   * Ends it at once when BankID was never asked. Otherwise a worker asks BankID to stop; if the
   * person signed just before, the signature counts.
   */
  public void cancel(SigningOrder order) {
    Instant now = clock.instant();
    order.requestCancel(now);
    if (order.status() == OrderStatus.CANCELLED) {
      tellEnd.unsigned(order, CANCELLED, now);
    }
  }
}
