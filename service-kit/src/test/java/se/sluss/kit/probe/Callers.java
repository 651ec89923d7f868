package se.sluss.kit.probe;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.ClientRotated;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Makes clients known to the room, as intake's events would. */
@ApplicationScoped
public class Callers {
  private final ClientDirectory directory;
  private final Transactions transactions;

  public Callers(ClientDirectory directory, Transactions transactions) {
    this.directory = directory;
    this.transactions = transactions;
  }

  public String tenantsKey(VendorId vendor, TenantId tenant, Mode mode, String... scopes) {
    return register(Probes.client(vendor, Optional.of(tenant), mode, Set.of(scopes)));
  }

  public String vendorsKey(VendorId vendor, Mode mode) {
    return register(Probes.client(vendor, Optional.empty(), mode, Set.of()));
  }

  public String revokedKey() {
    Probes.Client client = tenantsClient();
    register(client);
    transactions.asSystem(
        () ->
            directory.apply(
                new ClientRevoked(
                    client.event().clientId(), client.event().vendorId(), Instant.now())));
    return client.key();
  }

  /** A tenant's key that ends at that time. */
  public String keyUntil(Instant end) {
    Probes.Client client = tenantsClient();
    ClientRegistered event = client.event();
    return register(
        new Probes.Client(
            new ClientRegistered(
                event.clientId(),
                event.vendorId(),
                event.tenantId(),
                event.mode(),
                event.scopes(),
                event.keySha256(),
                event.keyHint(),
                event.registeredAt(),
                Optional.of(end)),
            client.key()));
  }

  /** The keys of one client, which may read. */
  public record Changing(String oldKey, String newKey) {}

  /** A client whose old key ends at that time. */
  public Changing changing(Instant oldUntil) {
    Probes.Client client =
        Probes.client(
            VendorId.next(), Optional.of(TenantId.next()), Mode.TEST, Set.of("probes:read"));
    register(client);
    ApiKeys.NewKey key = ApiKeys.generate(Mode.TEST, true);
    ClientRegistered event = client.event();
    transactions.asSystem(
        () ->
            directory.apply(
                new ClientRotated(
                    event.clientId(),
                    event.vendorId(),
                    key.sha256(),
                    key.hint(),
                    Optional.empty(),
                    oldUntil,
                    Instant.now())));
    return new Changing(client.key(), key.key());
  }

  public void status(VendorId vendor, TenantId tenant, TenantStatus status) {
    transactions.asSystem(
        () ->
            directory.apply(
                new TenantChanged(
                    tenant, vendor, status, Optional.empty(), Optional.empty(), Instant.now())));
  }

  public void tenant(VendorId vendor, TenantId tenant) {
    transactions.asSystem(
        () -> directory.apply(new TenantRegistered(tenant, vendor, Instant.now())));
  }

  /** A request with a key and an Idempotency-Key. */
  public static RequestSpecification with(String key, String idempotencyKey) {
    return RestAssured.given()
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", idempotencyKey)
        .contentType("application/json");
  }

  private static Probes.Client tenantsClient() {
    return Probes.client(VendorId.next(), Optional.of(TenantId.next()), Mode.TEST, Set.of());
  }

  private String register(Probes.Client client) {
    transactions.asSystem(() -> directory.apply(client.event()));
    return client.key();
  }
}
