package se.sluss.intake.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * A program that may call with a key of its own.
 *
 * @param tenantId empty when it acts for all tenants of its vendor
 * @param scopes what it may do; empty means everything
 * @param key the newest
 * @param oldKey the one before it, with the time at which it ends or ended; empty when there was
 *     none
 */
public record Client(
    ClientId id,
    VendorId vendorId,
    Optional<TenantId> tenantId,
    Mode mode,
    String name,
    List<String> scopes,
    Key key,
    Optional<Key> oldKey,
    Instant createdAt,
    Optional<Instant> revokedAt) {

  /**
   * What is known of a key, which itself is kept nowhere.
   *
   * @param hint prefix and last four characters, for people
   * @param expiresAt from when it is refused; empty when it lasts
   */
  public record Key(String hint, Optional<Instant> expiresAt) {
    boolean endsBy(Instant at) {
      return expiresAt.filter(end -> !end.isAfter(at)).isPresent();
    }
  }

  /** Whether two keys are good at that time, so that a third must wait. */
  boolean isChangingKeys(Instant at) {
    return oldKey.filter(old -> !old.endsBy(at)).isPresent();
  }

  /** With another key; the present one ends at that time, or earlier if it was to. */
  Client rotated(Key newest, Instant oldUntil) {
    Instant end = key.expiresAt().filter(oldUntil::isAfter).orElse(oldUntil);
    return new Client(
        id,
        vendorId,
        tenantId,
        mode,
        name,
        scopes,
        newest,
        Optional.of(new Key(key.hint(), Optional.of(end))),
        createdAt,
        revokedAt);
  }
}
