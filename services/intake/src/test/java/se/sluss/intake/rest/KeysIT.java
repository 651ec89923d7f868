package se.sluss.intake.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.model.event.ClientRotated;
import se.sluss.model.event.EventJson;
import se.sluss.testsupport.KafkaProbe;

@IntakeTest
class KeysIT {
  private static final String AT_ONCE = "2026-01-01T00:00:00Z";

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void bothKeysAreTakenUntilTheOldOneEnds() {
    Response client = register(Map.of());
    Instant until = Instant.now().plus(Duration.ofHours(2)).truncatedTo(ChronoUnit.MILLIS);

    Response rotated = rotate(client.path("id"), Map.of("oldKeyValidUntil", until.toString()));

    rotated
        .then()
        .statusCode(201)
        .header("Cache-Control", "no-store")
        .body("id", equalTo(client.path("id")))
        .body("key", matchesPattern("sluss_rk_test_[0-9A-Za-z]{49}"))
        .body("oldKey.keyHint", equalTo(client.path("keyHint")));
    assertThat(Instant.parse(rotated.path("oldKey.validUntil"))).isEqualTo(until);
    assertThat(statusWith(client.path("key"))).isEqualTo(200);
    assertThat(statusWith(rotated.path("key"))).isEqualTo(200);
    assertThat(show(client.path("id")).asString()).doesNotContain((String) rotated.path("key"));
  }

  @Test
  void theNewKeyMayDoWhatTheOldOneMightAndNoMore() {
    Response client = register(Map.of());

    String key = rotate(client.path("id"), Map.of()).path("key");

    new Customer(customer.vendorId(), customer.tenantId(), customer.organisationNumber(), key)
        .handIn(customer.timeReport(UUID.randomUUID()))
        .then()
        .statusCode(403);
  }

  @Test
  void aThirdKeyWaitsUnlessTheOlderOnesEndAtOnce() {
    Response first = register(Map.of());
    String id = first.path("id");
    Response second = rotate(id, Map.of());

    rotate(id, Map.of()).then().statusCode(409).body("code", equalTo("state-conflict"));
    Response third = rotate(id, Map.of("oldKeyValidUntil", AT_ONCE));

    third.then().statusCode(201).body("oldKey", nullValue());
    assertThat(statusWith(first.path("key"))).isEqualTo(401);
    assertThat(statusWith(second.path("key"))).isEqualTo(401);
    assertThat(statusWith(third.path("key"))).isEqualTo(200);
  }

  @Test
  void aRepeatedRequestGetsTheSameKeyAndMakesNoOther() {
    String id = register(Map.of()).path("id");
    String idempotencyKey = UUID.randomUUID().toString();

    Response first = rotate(id, Map.of(), idempotencyKey);
    Response again = rotate(id, Map.of(), idempotencyKey);

    assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void aKeyEndsAtItsTime() {
    Instant end = Instant.now().plus(Duration.ofSeconds(3)).truncatedTo(ChronoUnit.MILLIS);
    Response client = register(Map.of("expiresAt", end.toString()));
    String key = client.path("key");

    int early = statusWith(key);
    boolean wasEarly = Instant.now().isBefore(end);

    assertThat(Instant.parse(client.path("expiresAt"))).isEqualTo(end);
    assertThat(!wasEarly || early == 200).as("taken before its end").isTrue();
    await().atMost(Duration.ofSeconds(20)).until(() -> statusWith(key) == 401);
    assertThat(Instant.now()).isAfterOrEqualTo(end);
  }

  @Test
  void theLastUseIsShownToTheMinute() {
    Response client = register(Map.of());
    String id = client.path("id");
    show(id).then().body("lastUsedAt", nullValue());

    statusWith(client.path("key"));
    String first = show(id).then().body("lastUsedAt", notNullValue()).extract().path("lastUsedAt");
    statusWith(client.path("key"));
    statusWith(client.path("key"));

    assertThat(Instant.parse(first)).isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    show(id).then().body("lastUsedAt", equalTo(first));
    String listed =
        Customer.administrator()
            .get("/v1/clients?limit=100")
            .path("data.find { it.id == '" + id + "' }.lastUsedAt");
    assertThat(listed).isEqualTo(first);
    rotate(id, Map.of()).then().statusCode(201).body("lastUsedAt", equalTo(first));
  }

  @Test
  void whatCannotBeIsToldAtOnce() {
    String id = register(Map.of()).path("id");

    rotate(id, Map.of("oldKeyValidUntil", "2999-01-01T00:00:00Z", "expiresAt", "tomorrow"))
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/oldKeyValidUntil", "#/expiresAt"));
    register(Map.of("expiresAt", AT_ONCE))
        .then()
        .statusCode(422)
        .body("errors.pointer[0]", equalTo("#/expiresAt"));
    Customer.administrator().post("/v1/clients/" + id + "/revoke").then().statusCode(200);
    rotate(id, Map.of()).then().statusCode(409).body("code", equalTo("state-conflict"));
    rotate("cli_1", Map.of()).then().statusCode(404);
    show("cli_1").then().statusCode(404);
  }

  @Test
  void allRoomsAreToldOfTheKeyAndNobodyIsShownIt() {
    String id = register(Map.of()).path("id");

    String key = rotate(id, Map.of()).path("key");

    try (var kafka = KafkaProbe.onTestServers()) {
      byte[] data = kafka.await("sluss.intake", 2, r -> r.key().equals(id)).getLast().value();
      var told = (ClientRotated) EventJson.read("se.sluss.client.rotated.v1", data);
      assertThat(told.olderKeysUntil()).isAfter(Instant.now());
      assertThat(new String(data, StandardCharsets.UTF_8)).doesNotContain(key);
    }
  }

  private Response register(Map<String, Object> more) {
    var request = new HashMap<String, Object>(more);
    request.put("vendorId", customer.vendorId());
    request.put("tenantId", customer.tenantId());
    request.put("mode", "test");
    request.put("name", "reader");
    request.put("scopes", List.of("submissions:read"));
    return Customer.administrator()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(request)
        .post("/v1/clients");
  }

  private static Response rotate(String id, Map<String, Object> request) {
    return rotate(id, request, UUID.randomUUID().toString());
  }

  private static Response rotate(String id, Map<String, Object> request, String idempotencyKey) {
    return Customer.administrator()
        .header("Idempotency-Key", idempotencyKey)
        .body(request)
        .post("/v1/clients/" + id + "/rotate");
  }

  private static Response show(String id) {
    return Customer.administrator().get("/v1/clients/" + id);
  }

  private static int statusWith(String key) {
    return given().header("Authorization", "Bearer " + key).get("/v1/submissions").statusCode();
  }
}
