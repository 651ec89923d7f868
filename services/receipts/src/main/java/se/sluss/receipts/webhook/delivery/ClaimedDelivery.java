package se.sluss.receipts.webhook.delivery;

import java.util.List;
import java.util.Optional;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;

/**
 * A delivery that this process holds for one attempt, until its lease runs out.
 *
 * @param number the attempt, counted from 1
 * @param traceparent of what listed the event; empty when unknown
 */
public record ClaimedDelivery(
    DeliveryId id,
    DeliveryKind kind,
    AttemptId attempt,
    int number,
    Recipient recipient,
    Message message,
    String traceparent) {

  /**
   * To whom.
   *
   * @param version the endpoint's
   * @param sealedKeys those that are valid now, newest first
   */
  public record Recipient(
      WebhookEndpointId endpoint,
      long version,
      Owner owner,
      String url,
      List<SealedBytes> sealedKeys) {
    public Recipient {
      sealedKeys = List.copyOf(sealedKeys);
    }

    Lane lane() {
      return new Lane(endpoint, version);
    }
  }

  /** What is sent: the event's identifier, and its body as written once. */
  public record Message(EventId event, Optional<SubmissionId> submission, Payload body) {}
}
