package se.sluss.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.model.id.TenantId;

/** Whom a client acts for, at every operation of a client. */
@IntakeTest
class ActingForIT {
  private Customer one;
  private Customer neighbour;
  private Customer stranger;

  @BeforeEach
  void threeTenantsOfTwoVendors() {
    one = Customer.inTestMode();
    neighbour = Customer.ofVendor(one.vendorId(), "test");
    stranger = Customer.inTestMode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/tenants",
        "GET /v1/tenants/ten_1",
        "GET /v1/submissions",
        "GET /v1/submissions/sub_1",
        "GET /v1/submissions/sub_1/document",
        "GET /v1/submission-batches/bat_1",
        "POST /v1/submissions",
        "POST /v1/submissions/validate",
        "POST /v1/submissions/sub_1/cancel",
        "POST /v1/submission-batches"
      })
  void aTenantThatIsAnothersIsAnsweredAsOneThatIsNot(String operation) {
    String vendorKey = one.vendorKey();
    String missing = answer(vendorKey, TenantId.next().value(), operation);

    for (String named : List.of(stranger.tenantId(), "ten_1", one.vendorId(), "", "'")) {
      assertThat(answer(vendorKey, named, operation)).as(named).isEqualTo(missing);
    }
    for (String named : List.of(neighbour.tenantId(), stranger.tenantId())) {
      assertThat(answer(one.key(), named, operation)).as(named).isEqualTo(missing);
    }
    assertThat(missing).contains("\"status\":404").contains("\"code\":\"not-found\"");
  }

  @Test
  void aVendorsClientActsForTheTenantThatItNames() {
    String vendorKey = one.vendorKey();

    Response taken = handIn(vendorKey, neighbour);

    taken.then().statusCode(202).body("tenantId", equalTo(neighbour.tenantId()));
    String id = taken.path("id");
    as(vendorKey, neighbour.tenantId()).get("/v1/submissions/" + id).then().statusCode(200);
    as(vendorKey, one.tenantId()).get("/v1/submissions/" + id).then().statusCode(404);
    neighbour.status(id).then().statusCode(200);
    one.status(id).then().statusCode(404);
  }

  @Test
  void aVendorsClientSeesItsTenantsAndATenantsClientItself() {
    String vendorKey = one.vendorKey();

    assertThat(tenants(asVendor(vendorKey), ""))
        .containsExactly(neighbour.tenantId(), one.tenantId());
    assertThat(tenants(as(vendorKey, one.tenantId()), "")).containsExactly(one.tenantId());
    assertThat(tenants(one.call(), "")).containsExactly(one.tenantId());
    String cursor = asVendor(vendorKey).get("/v1/tenants?limit=1").path("nextCursor");
    assertThat(tenants(asVendor(vendorKey), "?cursor=" + cursor)).containsExactly(one.tenantId());
    asVendor(vendorKey)
        .get("/v1/tenants/" + neighbour.tenantId())
        .then()
        .statusCode(200)
        .body("organisationNumber", equalTo(neighbour.organisationNumber()));
    asVendor(vendorKey).get("/v1/tenants/" + stranger.tenantId()).then().statusCode(404);
    one.call().get("/v1/tenants/" + neighbour.tenantId()).then().statusCode(404);
    one.call().post("/v1/tenants/" + one.tenantId() + "/suspend").then().statusCode(403);
  }

  private static List<String> tenants(RequestSpecification caller, String query) {
    return caller.get("/v1/tenants" + query).then().statusCode(200).extract().path("data.id");
  }

  private static RequestSpecification asVendor(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  @Test
  void aVendorsClientNamesATenantToHandIn() {
    given()
        .header("Authorization", "Bearer " + one.vendorKey())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/xml")
        .body(one.timeReport(UUID.randomUUID()))
        .post("/v1/submissions")
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"));
  }

  @Test
  void aTenantsClientMayNameItself() {
    handIn(one.key(), one).then().statusCode(202).body("tenantId", equalTo(one.tenantId()));
  }

  private static Response handIn(String key, Customer tenant) {
    return as(key, tenant.tenantId())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/xml")
        .body(tenant.timeReport(UUID.randomUUID()))
        .post("/v1/submissions");
  }

  /** All of it but the request's own identifier. */
  private static String answer(String key, String tenant, String operation) {
    String[] parts = operation.split(" ");
    RequestSpecification request =
        as(key, tenant).header("Idempotency-Key", UUID.randomUUID().toString());
    if (parts[0].equals("POST") && !parts[1].endsWith("/cancel")) {
      request.contentType("application/json").body("{}");
    }
    return request.request(parts[0], parts[1]).asString().replaceAll("req_[0-9a-z]{26}", "req");
  }

  private static RequestSpecification as(String key, String tenant) {
    return given().header("Authorization", "Bearer " + key).header("Sluss-Tenant", tenant);
  }
}
