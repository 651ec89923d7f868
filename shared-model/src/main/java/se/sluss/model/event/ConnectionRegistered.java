package se.sluss.model.event;

import java.time.Duration;
import java.time.Instant;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** A connection to the authority exists. */
public record ConnectionRegistered(
    ConnectionId connectionId,
    VendorId vendorId,
    Service service,
    Mode mode,
    Duration agreedInterval,
    Instant registeredAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.CONNECTION_REGISTERED;
  }

  @Override
  public String key() {
    return connectionId.value();
  }
}
