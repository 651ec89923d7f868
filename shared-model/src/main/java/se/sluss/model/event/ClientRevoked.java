package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.VendorId;

/** An API client may not act any more. */
public record ClientRevoked(ClientId clientId, VendorId vendorId, Instant revokedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.CLIENT_REVOKED;
  }

  @Override
  public String key() {
    return clientId.value();
  }
}
