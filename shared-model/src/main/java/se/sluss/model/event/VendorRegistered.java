package se.sluss.model.event;

import java.time.Instant;
import se.sluss.model.id.VendorId;

/** A vendor became known. */
public record VendorRegistered(VendorId vendorId, Instant registeredAt) implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.VENDOR_REGISTERED;
  }

  @Override
  public String key() {
    return vendorId.value();
  }
}
