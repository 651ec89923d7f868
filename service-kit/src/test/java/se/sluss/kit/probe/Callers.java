package se.sluss.kit.probe;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.auth.ClientDirectory;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.TenantRegistered;
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
    Probes.Client client =
        Probes.client(VendorId.next(), Optional.of(TenantId.next()), Mode.TEST, Set.of());
    register(client);
    transactions.asSystem(
        () ->
            directory.apply(
                new ClientRevoked(
                    client.event().clientId(), client.event().vendorId(), Instant.now())));
    return client.key();
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

  private String register(Probes.Client client) {
    transactions.asSystem(() -> directory.apply(client.event()));
    return client.key();
  }
}
