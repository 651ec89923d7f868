package se.sluss.receipts.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.model.id.EventId;
import se.sluss.receipts.webhook.endpoint.DisabledReason;
import se.sluss.receipts.webhook.endpoint.Endpoint;

/**
 * Tells owners of their endpoints' trouble, at their other endpoints and in the list of events. In
 * the caller's transaction.
 */
@ApplicationScoped
public class EndpointEvents {
  private static final Logger LOG = Logger.getLogger(EndpointEvents.class);

  private final EventLog events;
  private final OtherSubscribers subscribers;
  private final InstantSource clock;

  public EndpointEvents(EventLog events, OtherSubscribers subscribers, InstantSource clock) {
    this.events = events;
    this.subscribers = subscribers;
    this.clock = clock;
  }

  /** Every attempt has failed for long. */
  public void failing(Endpoint endpoint) {
    Instant now = clock.instant();
    tell(endpoint, EventKind.ENDPOINT_FAILING, Bodies.failing(endpoint, now), now);
  }

  /** It was disabled, by an answer of its own or by us. */
  public void disabled(Endpoint endpoint, DisabledReason reason) {
    Instant now = clock.instant();
    tell(endpoint, EventKind.ENDPOINT_DISABLED, Bodies.disabled(endpoint, reason, now), now);
  }

  private void tell(Endpoint endpoint, EventKind kind, EventBody body, Instant now) {
    PublicEvent event =
        new PublicEvent(EventId.next(), kind, endpoint.owner(), Optional.empty(), body, now);
    events.add(event);
    subscribers.tellAllBut(endpoint.id(), event);
    LOG.warnf(
        "A webhook endpoint is in trouble endpointId=%s event=%s failingSince=%s",
        endpoint.id(),
        kind.type(),
        endpoint.standing().failingSince().map(Object::toString).orElse(""));
  }
}
