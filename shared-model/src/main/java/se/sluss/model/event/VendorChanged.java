package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.VendorId;

/**
 * What was set for a vendor, all of it.
 *
 * @param requestsPerMinute absent when only its clients' own quotas hold
 * @param language {@code sv} or {@code en}; absent when the common one holds
 */
public record VendorChanged(
    VendorId vendorId,
    Optional<Integer> requestsPerMinute,
    Optional<String> language,
    Instant changedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.VENDOR_CHANGED;
  }

  @Override
  public String key() {
    return vendorId.value();
  }
}
