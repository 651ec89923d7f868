package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.VendorId;

/**
 * An API client has another key, and may do with it what it might do before.
 *
 * @param keySha256 lower-case hex of SHA-256 over the new key; the key itself is nowhere
 * @param keyHint prefix and last four characters, for people
 * @param expiresAt from when the new key is refused; absent when it lasts
 * @param olderKeysUntil from when every key before it is refused
 */
public record ClientRotated(
    ClientId clientId,
    VendorId vendorId,
    String keySha256,
    String keyHint,
    Optional<Instant> expiresAt,
    Instant olderKeysUntil,
    Instant rotatedAt)
    implements DomainEvent {

  @Override
  public EventType type() {
    return EventType.CLIENT_ROTATED;
  }

  @Override
  public String key() {
    return clientId.value();
  }
}
