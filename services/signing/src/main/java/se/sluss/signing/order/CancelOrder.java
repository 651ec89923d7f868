package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** The owner stops an order that is not final. */
@ApplicationScoped
public class CancelOrder {

  /**
   * Ends it at once when BankID was never asked. Otherwise a worker asks BankID to stop; if the
   * person signed just before, the signature counts.
   */
  public void cancel(SigningOrder order, Instant now) {
    order.requestCancel(now);
  }
}
