package se.sluss.intake.directory;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.outbox.Outbox;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.ClientRotated;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.event.VendorRegistered;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;

/**
 * Registers who may use Sluss, and tells all rooms; this room knows at once. Runs in a transaction
 * of the system.
 */
@ApplicationScoped
public class Registration {
  private final Directory directory;
  private final ClientDirectory credentials;
  private final Outbox outbox;
  private final InstantSource clock;

  public Registration(
      Directory directory, ClientDirectory credentials, Outbox outbox, InstantSource clock) {
    this.directory = directory;
    this.credentials = credentials;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** A client and its key, which exists nowhere else. */
  public record NewClient(Client client, ApiKeys.NewKey key) {}

  public Vendor registerVendor(String name) {
    var vendor = new Vendor(VendorId.next(), name, now(), Settings.NONE, 0);
    directory.add(vendor);
    tell(new VendorRegistered(vendor.id(), vendor.createdAt()));
    return vendor;
  }

  /** Empty when the vendor has a tenant of that organisation already. */
  public Optional<Tenant> registerTenant(
      Vendor vendor, String name, Organisationsnummer organisationNumber) {
    var tenant =
        new Tenant(
            TenantId.next(),
            vendor.id(),
            name,
            organisationNumber,
            now(),
            TenantStatus.ACTIVE,
            Settings.NONE,
            0);
    if (!directory.add(tenant)) {
      return Optional.empty();
    }
    tell(new TenantRegistered(tenant.id(), vendor.id(), tenant.createdAt()));
    return Optional.of(tenant);
  }

  /**
   * Registers a client.
   *
   * @param tenantId a tenant of the vendor; empty for a client that acts for all of them
   * @param scopes empty for a client that may do everything
   * @param expiresAt from when its key is refused; empty when it lasts
   */
  public NewClient registerClient(
      Vendor vendor,
      Optional<TenantId> tenantId,
      Mode mode,
      String name,
      List<String> scopes,
      Optional<Instant> expiresAt) {
    ApiKeys.NewKey key = ApiKeys.generate(mode, !scopes.isEmpty());
    var client =
        new Client(
            ClientId.next(),
            vendor.id(),
            tenantId,
            mode,
            name,
            scopes,
            new Client.Key(key.hint(), expiresAt),
            Optional.empty(),
            now(),
            Optional.empty());
    directory.add(client);
    tell(
        new ClientRegistered(
            client.id(),
            vendor.id(),
            tenantId,
            mode,
            Set.copyOf(scopes),
            key.sha256(),
            key.hint(),
            client.createdAt(),
            expiresAt));
    return new NewClient(client, key);
  }

  /** What became of the wish for another key. */
  public sealed interface Rotation {
    /** The client has another key. */
    record Rotated(NewClient client) implements Rotation {}

    /** Two keys are good already. */
    record TwoKeys(Instant until) implements Rotation {}

    /** The client may not call any more. */
    record Revoked() implements Rotation {}

    /** There is none. */
    record Unknown() implements Rotation {}
  }

  /**
   * Gives a client another key.
   *
   * @param oldUntil until when the present key is taken too; at once when that is past, and then
   *     also for a client with two
   * @param expiresAt from when the new key is refused; empty when it lasts
   */
  public Rotation rotateKey(String id, Instant oldUntil, Optional<Instant> expiresAt) {
    Optional<Client> found = directory.lockClient(id);
    if (found.isEmpty()) {
      return new Rotation.Unknown();
    }
    Client client = found.get();
    Instant now = now();
    if (client.revokedAt().isPresent()) {
      return new Rotation.Revoked();
    }
    Instant until = oldUntil.isBefore(now) ? now : oldUntil;
    if (until.isAfter(now) && client.isChangingKeys(now)) {
      return new Rotation.TwoKeys(client.oldKey().flatMap(Client.Key::expiresAt).orElse(now));
    }
    ApiKeys.NewKey key = ApiKeys.generate(client.mode(), !client.scopes().isEmpty());
    Client rotated = client.rotated(new Client.Key(key.hint(), expiresAt), until);
    directory.saveKeys(rotated);
    tell(
        new ClientRotated(
            client.id(), client.vendorId(), key.sha256(), key.hint(), expiresAt, until, now));
    return new Rotation.Rotated(new NewClient(rotated, key));
  }

  /** Ends a client's right to call; empty when there is none. Again changes nothing. */
  public Optional<Client> revokeClient(String id) {
    Optional<Client> found = directory.lockClient(id);
    if (found.isEmpty() || found.get().revokedAt().isPresent()) {
      return found;
    }
    Client client = found.get();
    Instant now = now();
    directory.revoke(client, now);
    tell(new ClientRevoked(client.id(), client.vendorId(), now));
    return directory.lockClient(id);
  }

  private void tell(DomainEvent event) {
    credentials.apply(event);
    outbox.append(event);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
