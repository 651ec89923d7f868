package se.sluss.kit.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.model.event.TenantStatus;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.RealInfrastructure;

@KitTest
class AuthenticationIT {
  @Inject Callers callers;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic abc",
        "Bearer",
        "Bearer x",
        "Bearer sluss_sk_test_0000000000000000000000000000000000000000000000000",
        "Bearer sluss_ak_0000000000000000000000000000000000000000000000000"
      })
  void aBadCredentialIsRefusedWithoutDetail(String authorization) {
    given()
        .header("Authorization", authorization)
        .get("/v1/probes")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("unauthorized"))
        .body("detail", equalTo("Send a valid key as bearer token."));
  }

  @Test
  void aKeyThatIsUnknownOrRevokedIsRefused() {
    list(ApiKeys.generate(Mode.TEST, false).key()).then().statusCode(401);
    list(callers.revokedKey()).then().statusCode(401);
  }

  @Test
  void aKeyThatHasEndedIsRefused() {
    assertThat(list(callers.keyUntil(Instant.now().minusSeconds(1))).statusCode()).isEqualTo(401);
    assertThat(list(callers.keyUntil(Instant.now().plusSeconds(600))).statusCode()).isEqualTo(200);
  }

  @Test
  void bothKeysAreTakenWhileAClientChangesFromOneToTheOther() {
    Callers.Changing overlapping = callers.changing(Instant.now().plusSeconds(600));
    Callers.Changing over = callers.changing(Instant.now().minusSeconds(1));

    list(overlapping.oldKey()).then().statusCode(200);
    list(overlapping.newKey()).then().statusCode(200);
    list(over.oldKey()).then().statusCode(401);
    list(over.newKey()).then().statusCode(200);
    post(over.newKey(), null, "no").then().statusCode(403);
  }

  @ParameterizedTest
  @EnumSource(
      value = TenantStatus.class,
      names = {"SUSPENDED", "CLOSED"})
  void onlyReadingIsOpenToATenantThatIsNotActive(TenantStatus status) {
    VendorId vendor = VendorId.next();
    TenantId tenant = TenantId.next();
    callers.tenant(vendor, tenant);
    String key = callers.tenantsKey(vendor, tenant, Mode.TEST);
    String vendorsKey = callers.vendorsKey(vendor, Mode.TEST);
    String code = "tenant-" + status.name().toLowerCase(Locale.ROOT);
    callers.status(vendor, tenant, status);

    list(key).then().statusCode(200);
    post(key, null, "no").then().statusCode(403).body("code", equalTo(code));
    post(vendorsKey, tenant.value(), "no").then().statusCode(403).body("code", equalTo(code));
    list(vendorsKey).then().statusCode(200);

    callers.status(vendor, tenant, TenantStatus.ACTIVE);
    post(key, null, "again").then().statusCode(201);
  }

  @Test
  void aRestrictedKeyDoesWhatItsScopesSay() {
    String key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST, "probes:read");
    list(key).then().statusCode(200);
    post(key, null, "denied").then().statusCode(403).body("code", equalTo("forbidden"));
  }

  @Test
  void whatIsTheOperatorsIsNotTheClientsAndTheOtherWayRound() {
    String key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    get(key, "/v1/probes/all").then().statusCode(403);
    get(RealInfrastructure.ADMIN_KEY, "/v1/probes/all").then().statusCode(200);
    get(RealInfrastructure.ADMIN_KEY, "/v1/probes").then().statusCode(403);
  }

  @Test
  void whatSaysNothingIsClosedToEverybody() {
    String key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    get(key, "/v1/probes/unguarded").then().statusCode(403);
    get(RealInfrastructure.ADMIN_KEY, "/v1/probes/unguarded").then().statusCode(403);
    given().get("/v1/probes/unguarded").then().statusCode(401);
  }

  @Test
  void aVendorsClientActsForTheTenantThatItNamesAndSeesAllOfItsTenants() {
    VendorId vendor = VendorId.next();
    TenantId tenant = TenantId.next();
    callers.tenant(vendor, tenant);
    String key = callers.vendorsKey(vendor, Mode.TEST);

    post(key, null, "nobody")
        .then()
        .statusCode(422)
        .body("errors[0].pointer", equalTo("#/Sluss-Tenant"))
        .body("errors[0].code", equalTo("missing"));
    post(key, TenantId.next().value(), "stranger").then().statusCode(404);
    post(key, tenant.value(), "mine").then().statusCode(201);
    list(key).then().body("data", hasSize(1));
    list(callers.tenantsKey(vendor, tenant, Mode.TEST)).then().body("data", hasSize(1));
    list(callers.tenantsKey(vendor, tenant, Mode.LIVE)).then().body("data", hasSize(0));
    list(callers.tenantsKey(vendor, TenantId.next(), Mode.TEST)).then().body("data", hasSize(0));
    list(callers.vendorsKey(VendorId.next(), Mode.TEST)).then().body("data", hasSize(0));
  }

  @Test
  void whoeverComesTogetherIsEachKnownForWhoTheyAre() throws Exception {
    VendorId vendor = VendorId.next();
    List<TenantId> tenants = Stream.generate(TenantId::next).limit(10).toList();
    tenants.forEach(tenant -> callers.tenant(vendor, tenant));
    String vendorsKey = callers.vendorsKey(vendor, Mode.TEST);
    List<Callable<String>> requests = new ArrayList<>();
    for (TenantId tenant : tenants) {
      String own = callers.tenantsKey(vendor, tenant, Mode.TEST);
      String strangers = callers.vendorsKey(VendorId.next(), Mode.TEST);
      String name = tenant.value();
      requests.add(() -> post(own, null, note(name)).path("note"));
      requests.add(() -> post(vendorsKey, name, note(name)).path("note"));
      requests.add(() -> "" + post(strangers, name, note(name)).statusCode());
      requests.add(() -> "" + post(own.substring(0, own.length() - 1), null, "no").statusCode());
    }

    List<String> answers = new ArrayList<>();
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : together.invokeAll(requests)) {
        answers.add(answer.get());
      }
    }

    for (int i = 0; i < tenants.size(); i++) {
      String note = note(tenants.get(i).value());
      assertThat(answers.subList(4 * i, 4 * i + 4)).containsExactly(note, note, "404", "401");
      String own = callers.tenantsKey(vendor, tenants.get(i), Mode.TEST);
      list(own).then().body("data.note", equalTo(List.of(note, note)));
    }
  }

  @Test
  void pagesFollowEachOtherAndTheirCursorsAreTheirOwnersOnly() {
    VendorId vendor = VendorId.next();
    TenantId tenant = TenantId.next();
    String key = callers.tenantsKey(vendor, tenant, Mode.TEST);
    for (int n = 0; n < 5; n++) {
      post(key, null, "n" + n).then().statusCode(201);
    }

    Response first = get(key, "/v1/probes?limit=2");
    first.then().body("data.note", equalTo(List.of("n4", "n3")));
    String cursor = first.path("nextCursor");
    assertThat(first.header("Link")).contains("cursor=" + cursor).endsWith("; rel=\"next\"");
    Response second = get(key, "/v1/probes?limit=3&cursor=" + cursor);
    second.then().body("data.note", equalTo(List.of("n2", "n1", "n0")));
    assertThat(second.<String>path("nextCursor")).isNull();
    assertThat(second.<String>path("data[0].createdAt"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    String other = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    get(other, "/v1/probes?cursor=" + cursor)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-cursor"));
    get(key, "/v1/probes?cursor=x" + cursor).then().statusCode(400);
    get(key, "/v1/probes?limit=101").then().statusCode(422);
  }

  private static String note(String tenant) {
    return tenant.substring(tenant.length() - 8);
  }

  private static Response list(String key) {
    return get(key, "/v1/probes");
  }

  private static Response get(String key, String path) {
    return given().urlEncodingEnabled(false).header("Authorization", "Bearer " + key).get(path);
  }

  private static Response post(String key, String tenant, String note) {
    var request = Callers.with(key, UUID.randomUUID().toString());
    if (tenant != null) {
      request.header("Sluss-Tenant", tenant);
    }
    return request.body("{\"note\":\"" + note + "\"}").post("/v1/probes");
  }
}
