package se.sluss.receipts.event;

import se.sluss.model.id.WebhookEndpointId;

/** Those who asked to be told, but for the one that it is about. */
@FunctionalInterface
public interface OtherSubscribers {
  /** As {@link Subscribers#tell}, but nothing is planned to this endpoint. */
  void tellAllBut(WebhookEndpointId endpoint, PublicEvent event);
}
