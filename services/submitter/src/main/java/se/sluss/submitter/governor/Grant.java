package se.sluss.submitter.governor;

import io.opentelemetry.context.Context;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.submitter.delivery.Delivery;

/**
 * A slot with the job that goes in it, committed.
 *
 * @param delivery the job, sending
 * @param identity the certificate that it must go out with
 * @param trace the trace of this attempt
 */
public record Grant(
    AttemptId attempt, Delivery delivery, CertificateId identity, Slot slot, Context trace) {
  public ConnectionId connection() {
    return delivery.requireConnection();
  }
}
