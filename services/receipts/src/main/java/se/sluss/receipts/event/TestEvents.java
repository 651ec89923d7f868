package se.sluss.receipts.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import se.sluss.model.id.EventId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.receipts.Owner;

/** Events that say nothing but "are you there?". */
@ApplicationScoped
public class TestEvents {
  private final EventLog events;
  private final InstantSource clock;

  public TestEvents(EventLog events, InstantSource clock) {
    this.events = events;
    this.clock = clock;
  }

  /** A new test event for an endpoint, in the caller's transaction. */
  public EventId add(WebhookEndpointId endpoint, Owner owner) {
    EventId id = EventId.next();
    Instant now = clock.instant();
    EventBody body = Bodies.test(endpoint, owner.mode().wire(), now);
    events.add(new PublicEvent(id, EventKind.ENDPOINT_TEST, owner, Optional.empty(), body, now));
    return id;
  }
}
