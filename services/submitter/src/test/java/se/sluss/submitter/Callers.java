package se.sluss.submitter;

import static io.restassured.RestAssured.given;
import static se.sluss.testsupport.Eventually.value;

import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import se.sluss.kit.auth.ApiKeys;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.Topic;
import se.sluss.model.id.ClientId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;

/** API clients of a vendor and of its tenants, known to the room once they are here. */
final class Callers {
  private Callers() {}

  /** A client that acts for all tenants of the vendor. */
  static String keyOf(Vendor vendor) {
    return key(vendor, Optional.empty(), Mode.TEST, Set.of());
  }

  static String keyOf(Vendor vendor, TenantId tenant) {
    return key(vendor, Optional.of(tenant), Mode.TEST, Set.of());
  }

  static String key(Vendor vendor, Optional<TenantId> tenant, Mode mode, Set<String> scopes) {
    ApiKeys.NewKey key = ApiKeys.generate(mode, !scopes.isEmpty());
    ClientRegistered client =
        new ClientRegistered(
            ClientId.next(),
            vendor.id(),
            tenant,
            mode,
            scopes,
            key.sha256(),
            key.hint(),
            Instant.now());
    Vendor.tell(Topic.INTAKE, EventId.next(), client);
    value(() -> with(key.key()).get("/v1/lanes").statusCode(), status -> status != 401);
    return key.key();
  }

  /** Makes the tenant one of the vendor's. */
  static TenantId known(Vendor vendor, String vendorsKey, TenantId tenant) {
    Vendor.tell(
        Topic.INTAKE, EventId.next(), new TenantRegistered(tenant, vendor.id(), Instant.now()));
    value(
        () -> with(vendorsKey).header("Sluss-Tenant", tenant.value()).get("/v1/lanes").statusCode(),
        status -> status == 200);
    return tenant;
  }

  static RequestSpecification with(String key) {
    return given().auth().oauth2(key);
  }
}
