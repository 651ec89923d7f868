package se.sluss.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.model.event.EventJson;
import se.sluss.model.event.TenantChanged;
import se.sluss.testsupport.KafkaProbe;

@IntakeTest
class SettingsIT {
  private Customer customer;
  private String tenant;
  private String vendor;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
    tenant = "/v1/tenants/" + customer.tenantId();
    vendor = "/v1/vendors/" + customer.vendorId();
  }

  @Test
  void aTenantsQuotaHoldsAtOnceAndAllRoomsAreTold() {
    set(tenant, Map.of("requestsPerMinute", 2)).then().statusCode(200);

    Response answer = customer.call().get("/v1/submissions");
    assertThat(answer.header("RateLimit-Policy")).endsWith(", \"tenant\";q=2;w=60");
    // Over the turn of a minute there are two quotas to use up.
    String left = "";
    for (int n = 0; n < 4 && answer.statusCode() != 429; n++) {
      left = leftOfClient(answer);
      answer = customer.call().get("/v1/submissions");
    }
    assertThat(leftOfClient(answer)).as("what is refused counts for none").isEqualTo(left);
    answer
        .then()
        .statusCode(429)
        .body("code", equalTo("quota-exceeded"))
        .body("violatedPolicies", equalTo(List.of("tenant")));
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    try (var kafka = KafkaProbe.onTestServers()) {
      byte[] data =
          kafka
              .await("sluss.intake", 2, r -> r.key().equals(customer.tenantId()))
              .getLast()
              .value();
      var told = (TenantChanged) EventJson.read("se.sluss.tenant.changed.v1", data);
      assertThat(told.requestsPerMinute()).contains(2);
    }
  }

  private static String leftOfClient(Response answer) {
    return answer.header("RateLimit").replaceAll(";t=.*", "");
  }

  @Test
  void aMemberOfAnotherTypeIsToldAndChangesNothing() {
    set(tenant, Map.of("requestsPerMinute", 3000)).then().statusCode(200);

    for (Object wrong : List.of("3000", "", true, 2_147_483_648L, -99_999_999_999L, 3000.5)) {
      set(tenant, Map.of("requestsPerMinute", wrong))
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("#/requestsPerMinute"));
    }
    Customer.administrator().get(tenant).then().body("settings.requestsPerMinute", equalTo(3000));
    for (Object wrong : List.of(123, 1.5, true)) {
      Customer.administrator()
          .header("Idempotency-Key", UUID.randomUUID().toString())
          .body(Map.of("name", wrong))
          .post("/v1/vendors")
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("#/name"));
    }
    customer
        .call()
        .contentType("application/json")
        .body("{\"number\": 189001019802}")
        .post("/v1/person-keys")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/number"));
  }

  @Test
  void whoeverHasWhatIsThereIsNotToldAgain() {
    for (String path :
        List.of("/v1/vendors/" + customer.vendorId(), "/v1/tenants/" + customer.tenantId())) {
      String tag = Customer.administrator().get(path).header("ETag");

      Customer.administrator()
          .header("If-None-Match", tag)
          .get(path)
          .then()
          .statusCode(304)
          .header("ETag", tag);
      Customer.administrator()
          .header("If-None-Match", "\"another\"")
          .get(path)
          .then()
          .statusCode(200);
    }
  }

  @Test
  void everyAnswerToAClientTellsItsQuotaAndNoneToTheOperator() {
    String key = UUID.randomUUID().toString();
    byte[] document = customer.timeReport(UUID.randomUUID());
    Response taken = customer.handIn(document, key);
    String path = "/v1/submissions/" + taken.path("id");
    String tag = customer.call().get(path).header("ETag");

    List<Response> answers =
        List.of(
            taken,
            customer.handIn(document, key),
            customer.call().header("If-None-Match", tag).get(path),
            customer.call().get(path + "/document"),
            customer.call().get("/v1/submissions/sub_1"),
            customer.call().get("/v1/submissions?limit=0"),
            customer.call().get("/v1/vendors"));

    assertThat(answers)
        .extracting(Response::statusCode)
        .containsExactly(202, 202, 304, 200, 404, 422, 403);
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"client\";q=6000;w=60");
              assertThat(answer.header("RateLimit")).matches("\"client\";r=\\d+;t=\\d+");
            });
    assertThat(Customer.administrator().get("/v1/vendors").header("RateLimit")).isNull();
  }

  @Test
  void aDocumentWithoutADateIsNeededWithinWhatIsSetForItsTenantOrElseItsVendor() {
    set(vendor, Map.of("neededWithin", "P5D"));
    Customer.administrator().get(vendor).then().body("settings.neededWithin", equalTo("P5D"));
    assertNeededAfter(Duration.ofDays(5), handIn());

    set(tenant, Map.of("neededWithin", "PT36H"));
    Customer.administrator().get(tenant).then().body("settings.neededWithin", equalTo("PT36H"));
    assertNeededAfter(Duration.ofHours(36), handIn());

    customer
        .handIn(
            customer.timeReport(UUID.randomUUID()),
            UUID.randomUUID().toString(),
            "2099-12-05T12:00:00Z")
        .then()
        .statusCode(202)
        .body("neededBy", equalTo("2099-12-05T12:00:00.000Z"));
    set(tenant, Map.of());
    set(vendor, Map.of());
    handIn().then().body("neededBy", nullValue());
  }

  @Test
  void whoeverAsksForNoLanguageIsToldInTheOneThatIsSet() {
    assertThat(validate(null)).isEqualTo("en");

    set(vendor, Map.of("language", "sv"));
    assertThat(validate(null)).isEqualTo("sv");
    set(tenant, Map.of("language", "en"));
    assertThat(validate(null)).isEqualTo("en");
    assertThat(validate("sv")).isEqualTo("sv");
  }

  @Test
  void nobodyOverwritesWhatAnotherHasChanged() {
    Response read = Customer.administrator().get(vendor);
    set(vendor, Map.of("language", "sv"))
        .then()
        .statusCode(200)
        .body("settings.language", equalTo("sv"));

    Customer.administrator()
        .header("If-Match", read.header("ETag"))
        .body(Map.of("language", "en"))
        .put(vendor + "/settings")
        .then()
        .statusCode(412)
        .body("code", equalTo("precondition-failed"));
    Customer.administrator()
        .body(Map.of("language", "en"))
        .put(vendor + "/settings")
        .then()
        .statusCode(428)
        .body("code", equalTo("precondition-required"));
    Customer.administrator().get(vendor).then().body("settings.language", equalTo("sv"));
  }

  @Test
  void everyFaultIsToldAtOnceAndOnlyTheOperatorSets() {
    set(tenant, Map.of("requestsPerMinute", 0, "neededWithin", "P2Y", "language", "fi"))
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("#/requestsPerMinute", "#/neededWithin", "#/language"));
    set(tenant, Map.of("requestsPerMinute", 1.5))
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/requestsPerMinute"));
    for (String path : List.of("/v1/vendors/ven_1", "/v1/tenants/ten_1")) {
      Customer.administrator().get(path).then().statusCode(404);
      Customer.administrator()
          .header("If-Match", "\"0\"")
          .body(Map.of())
          .put(path + "/settings")
          .then()
          .statusCode(404);
    }
    customer
        .call()
        .header("If-Match", customer.call().get(tenant).header("ETag"))
        .contentType("application/json")
        .body(Map.of())
        .put(tenant + "/settings")
        .then()
        .statusCode(403);
    customer.call().get(vendor).then().statusCode(403);
  }

  private Response handIn() {
    return customer.handIn(customer.timeReport(UUID.randomUUID()));
  }

  private static void assertNeededAfter(Duration span, Response answer) {
    answer.then().statusCode(202);
    Instant created = Instant.parse(answer.path("createdAt"));
    assertThat(Instant.parse(answer.path("neededBy"))).isEqualTo(created.plus(span));
  }

  private String validate(String language) {
    var request = given().header("Authorization", "Bearer " + customer.key());
    if (language != null) {
      request.header("Accept-Language", language);
    }
    return request
        .contentType("application/xml")
        .body(customer.timeReport(UUID.randomUUID()))
        .post("/v1/submissions/validate")
        .header("Content-Language");
  }

  /** As one who has just read it. */
  private static Response set(String of, Map<String, Object> settings) {
    return Customer.administrator()
        .header("If-Match", Customer.administrator().get(of).header("ETag"))
        .body(settings)
        .put(of + "/settings");
  }
}
