package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** A lane stopped by itself on what looks like a shut-off; everything keeps its place. */
public record ConnectionStopped(
    ConnectionId connectionId,
    VendorId vendorId,
    Service service,
    Mode mode,
    String reason,
    Instant stoppedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.CONNECTION_STOPPED;
  }

  @Override
  public String key() {
    return connectionId.value();
  }
}
