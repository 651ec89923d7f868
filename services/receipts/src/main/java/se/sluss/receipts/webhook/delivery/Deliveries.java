package se.sluss.receipts.webhook.delivery;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.paging.Cursors.Position;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.webhook.endpoint.Endpoint;

/** Deliveries as their owners see and start them. Works inside the caller's transaction. */
public interface Deliveries {
  /** Plans a delivery at once, of an event that is listed. */
  DeliveryId plan(Endpoint endpoint, EventId event, DeliveryKind kind);

  /** Plans a test at once; empty when one of this endpoint has not ended. */
  Optional<DeliveryId> planTest(Endpoint endpoint, EventId event);

  /** The delivery, when it exists and the transaction may see it. */
  Optional<Delivery> find(DeliveryId id);

  /** Newest first, after the position. */
  List<Delivery> list(
      WebhookEndpointId endpoint, DeliveryFilter filter, @Nullable Position after, int most);
}
