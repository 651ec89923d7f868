package se.sluss.signing.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.id.SubmissionId;
import se.sluss.signing.store.Signatures;

/**
 * Tells the other rooms, once, how an order ended: what is signed by it, and what it leaves
 * unsigned. Of an order that ends between two parts both are told. Runs inside the transaction in
 * which it ends.
 */
@ApplicationScoped
public class TellEnd {
  private final Signatures signatures;
  private final Outbox outbox;

  public TellEnd(Signatures signatures, Outbox outbox) {
    this.signatures = signatures;
    this.outbox = outbox;
  }

  /** Every part is signed. */
  void completed(SigningOrder order, Instant now) {
    tellSigned(order, signatures.by(order.id()), now);
  }

  /** It ended before every part was signed; the reason is a code. */
  void unsigned(SigningOrder order, String reason, Instant now) {
    List<SubmissionId> signed = order.part() == 1 ? List.of() : signatures.by(order.id());
    if (!signed.isEmpty()) {
      tellSigned(order, signed, now);
    }
    outbox.append(order.endedUnsigned(reason, now), order.traceparent());
  }

  private void tellSigned(SigningOrder order, List<SubmissionId> signed, Instant now) {
    Owner owner = order.owner();
    outbox.append(
        new SigningOrderCompleted(
            order.id(),
            owner.vendorId(),
            owner.tenantId(),
            owner.mode(),
            order.role(),
            signed,
            now),
        order.traceparent());
  }
}
