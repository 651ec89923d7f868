package se.sluss.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.EventJson;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;
import se.sluss.testsupport.TestServers;

@IntakeTest
class DirectoryIT {
  @Test
  void aVendorATenantAndAClientAreRegisteredAndTold() {
    Customer customer = Customer.inTestMode();

    Response client =
        register(
            "clients",
            Map.of(
                "vendorId", customer.vendorId(),
                "tenantId", customer.tenantId(),
                "mode", "live",
                "name", "nightly",
                "scopes", List.of("submissions:read", "receipts:read")));

    client
        .then()
        .statusCode(201)
        .body("id", startsWith("cli_"))
        .body("key", matchesPattern("sluss_rk_live_[0-9A-Za-z]{49}"))
        .body("keyHint", startsWith("sluss_rk_live_"))
        .body("scopes", containsInAnyOrder("submissions:read", "receipts:read"))
        .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
        .body("revokedAt", nullValue());
    String id = client.path("id");
    String key = client.path("key");
    try (var kafka = KafkaProbe.onTestServers()) {
      byte[] data = kafka.await("sluss.intake", 1, r -> r.key().equals(id)).getFirst().value();
      var event = (ClientRegistered) EventJson.read("se.sluss.client.registered.v1", data);
      assertThat(event.tenantId()).contains(customer.tenant());
      assertThat(new String(data, StandardCharsets.UTF_8)).doesNotContain(key);
      kafka.await("sluss.intake", 1, r -> r.key().equals(customer.vendorId()));
      var told = kafka.await("sluss.intake", 1, r -> r.key().equals(customer.tenantId()));
      assertThat(new String(told.getFirst().value(), StandardCharsets.UTF_8))
          .doesNotContain(customer.organisationNumber());
    }
  }

  @Test
  void aKeyIsShownInItsAnswerAndNowhereElse() throws Exception {
    Customer customer = Customer.inTestMode();
    String idempotencyKey = UUID.randomUUID().toString();
    Map<String, Object> request =
        Map.of("vendorId", customer.vendorId(), "mode", "test", "name", "all tenants");

    Response first = register("clients", request, idempotencyKey);
    Response again = register("clients", request, idempotencyKey);

    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    String key = first.path("key");
    assertThat(Customer.administrator().get("/v1/clients?limit=100").asString())
        .contains((String) first.path("id"))
        .doesNotContain(key);
    try (var connection = TestServers.running(false).superuser();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM intake.idempotent_answer WHERE position("
                    + "convert_to('sluss_sk_', 'UTF8') in answer) > 0")) {
      rows.next();
      assertThat(rows.getInt(1)).isZero();
    }
  }

  @Test
  void aRevokedKeyIsRefusedAtOnce() {
    Customer customer = Customer.inTestMode();
    Response client = Customer.newClient(customer.vendorId(), customer.tenantId(), "test");
    String key = client.path("key");
    given().header("Authorization", "Bearer " + key).get("/v1/submissions").then().statusCode(200);
    String revoke = "/v1/clients/" + client.path("id") + "/revoke";

    Customer.administrator().post(revoke).then().statusCode(200).body("revokedAt", notNullValue());

    given()
        .header("Authorization", "Bearer " + key)
        .get("/v1/submissions")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .body("code", equalTo("unauthorized"));
    Customer.administrator().post(revoke).then().statusCode(200);
    Customer.administrator().post("/v1/clients/cli_1/revoke").then().statusCode(404);
  }

  @Test
  void aRestrictedKeyDoesWhatItsScopesListAndNoMore() {
    Customer customer = Customer.inTestMode();
    String key =
        register(
                "clients",
                Map.of(
                    "vendorId", customer.vendorId(),
                    "tenantId", customer.tenantId(),
                    "mode", "test",
                    "name", "reader",
                    "scopes", List.of("submissions:read")))
            .path("key");
    var reader =
        new Customer(customer.vendorId(), customer.tenantId(), customer.organisationNumber(), key);

    reader.call().get("/v1/submissions").then().statusCode(200);
    reader
        .handIn(customer.timeReport(UUID.randomUUID()))
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
  }

  @Test
  void theDirectoryIsTheOperatorsAlone() {
    Customer customer = Customer.inTestMode();
    for (String path : List.of("/v1/vendors", "/v1/tenants", "/v1/clients")) {
      int seen = path.equals("/v1/tenants") ? 200 : 403;
      customer.call().get(path).then().statusCode(seen);
      given().get(path).then().statusCode(401);
      Customer.administrator().get(path).then().statusCode(200);
    }
    Customer.administrator().get("/v1/submissions").then().statusCode(403);
  }

  @Test
  void everyFaultOfARequestIsToldAtOnce() {
    register(
            "clients",
            Map.of(
                "vendorId", "ven_unknown",
                "mode", "production",
                "name", " ",
                "scopes", List.of("submissions:read", "everything")))
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.pointer", containsInAnyOrder("#/vendorId", "#/mode", "#/name", "#/scopes/1"));
    register("vendors", Map.of("name", "A", "colour", "red"))
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"));
    Customer.administrator()
        .header("Idempotency-Key", "null-body")
        .body("null")
        .post("/v1/vendors")
        .then()
        .statusCode(422);
  }

  @Test
  void aTenantsNumberIsValidAndOncePerVendor() {
    Customer customer = Customer.inTestMode();
    Response wrong =
        register(
            "tenants",
            Map.of(
                "vendorId", customer.vendorId(), "name", "B", "organisationNumber", "5555555556"));
    wrong.then().statusCode(422).body("errors.pointer[0]", equalTo("#/organisationNumber"));
    assertThat(wrong.asString()).doesNotContain("5555555556");

    register(
            "tenants",
            Map.of(
                "vendorId", customer.vendorId(),
                "name", "B",
                "organisationNumber", customer.organisationNumber()))
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"));
    register(
            "tenants",
            Map.of(
                "vendorId", Customer.inTestMode().vendorId(),
                "name", "B",
                "organisationNumber", customer.organisationNumber()))
        .then()
        .statusCode(201);
  }

  @Test
  void aClientsTenantIsItsVendorsOwn() {
    register(
            "clients",
            Map.of(
                "vendorId",
                Customer.inTestMode().vendorId(),
                "tenantId",
                Customer.inTestMode().tenantId(),
                "mode",
                "test",
                "name",
                "mixed"))
        .then()
        .statusCode(422)
        .body("errors.pointer[0]", equalTo("#/tenantId"));
  }

  @Test
  void theContractIsServed() {
    String contract = given().get("/openapi").then().statusCode(200).extract().asString();

    assertThat(contract).startsWith("openapi: 3.1.0");
    assertThat(Pattern.compile("\\b[0-9]{12}\\b").matcher(contract).results())
        .extracting(MatchResult::group)
        .isNotEmpty()
        .isSubsetOf(TestPersons.ADULTS);
  }

  private static Response register(String what, Map<String, Object> request) {
    return register(what, request, UUID.randomUUID().toString());
  }

  private static Response register(
      String what, Map<String, Object> request, String idempotencyKey) {
    return Customer.administrator()
        .header("Idempotency-Key", idempotencyKey)
        .body(request)
        .post("/v1/" + what);
  }
}
