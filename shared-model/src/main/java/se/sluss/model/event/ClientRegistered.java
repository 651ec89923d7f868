package se.sluss.model.event;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * An API client may act from now on.
 *
 * @param tenantId absent for a client that acts for all tenants of its vendor
 * @param scopes what it may do; empty means everything its owner may
 * @param keySha256 lower-case hex of SHA-256 over the key; the key itself is nowhere
 * @param keyHint prefix and last four characters, for people
 * @param expiresAt from when the key is refused; absent when it lasts
 */
public record ClientRegistered(
    ClientId clientId,
    VendorId vendorId,
    Optional<TenantId> tenantId,
    Mode mode,
    Set<String> scopes,
    String keySha256,
    String keyHint,
    Instant registeredAt,
    Optional<Instant> expiresAt)
    implements DomainEvent {

  /** Of a key that lasts. */
  public ClientRegistered(
      ClientId clientId,
      VendorId vendorId,
      Optional<TenantId> tenantId,
      Mode mode,
      Set<String> scopes,
      String keySha256,
      String keyHint,
      Instant registeredAt) {
    this(
        clientId,
        vendorId,
        tenantId,
        mode,
        scopes,
        keySha256,
        keyHint,
        registeredAt,
        Optional.empty());
  }

  @Override
  public EventType type() {
    return EventType.CLIENT_REGISTERED;
  }

  @Override
  public String key() {
    return clientId.value();
  }
}
