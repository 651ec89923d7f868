package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.event.EventKind;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.testsupport.Eventually;

@RoomTest
class EndpointsIT {
  private static final Rooms ROOMS = new Rooms();
  private static final int PER_TENANT = 20;
  private static final int PER_VENDOR = 1000;

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = new Sink("h" + UUID.randomUUID());

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void deletedEndpointIsGoneAndGetsNothingMore() {
    String endpoint = caller.activeEndpoint(sink);
    caller.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(204);
    Sink witness = new Sink("h" + UUID.randomUUID());
    caller.activeEndpoint(witness);

    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    Eventually.holds(
        () -> assertThat(witness.seen()).extracting(Seen::type).contains("submission.queued"));
    assertThat(sink.seen()).extracting(Seen::type).containsOnly("endpoint.test");
    caller.get("/v1/webhook-endpoints/" + endpoint).then().statusCode(404);
    caller.get("/v1/webhook-endpoints/" + endpoint + "/deliveries").then().statusCode(404);
    caller.get("/v1/webhook-endpoints").then().body("data", hasSize(1));
    caller.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(404);
  }

  @Test
  void tenantHasSoManyEndpointsAndOneMoreOnceOneIsDeleted() {
    String first = caller.endpoint(sink);
    for (int i = 1; i < PER_TENANT; i++) {
      caller.endpoint(sink);
    }

    added(caller)
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("detail", startsWith("There are as many endpoints as there may be"));
    Caller live = Caller.register(ROOMS, caller.vendor(), caller.tenant(), Mode.LIVE, Set.of());
    added(live).then().statusCode(201);
    added(Caller.register(ROOMS, caller.vendor(), Optional.empty(), Mode.TEST, Set.of()))
        .then()
        .statusCode(201);
    caller.request().delete("/v1/webhook-endpoints/" + first).then().statusCode(204);
    added(caller).then().statusCode(201);
  }

  @Test
  void vendorHasSoManyEndpointsWithAllItsTenantsWhoeverSeesThem() {
    Database.change(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, tenant_id, mode, url, event_types,"
            + " status, sealed_secret, concurrency, created_at, status_since)"
            + " SELECT 'many' || n || '%1$s', 0, '%1$s', 'ten_of_others', 'test',"
            + " 'https://receiver.example/', '{*}', 'PAUSED', ''::bytea, 1, now(), now()"
            + " FROM generate_series(1, %2$d) n",
        caller.vendor(), PER_VENDOR - 1);

    caller.endpoint(sink);

    added(caller).then().statusCode(409);
    Database.change(
        "UPDATE webhook_endpoint SET status = 'DELETED' WHERE vendor_id = '%s'", caller.vendor());
    added(caller).then().statusCode(201);
  }

  @Test
  void aFormThatSaysAMemberTwiceIsRefused() {
    String twice = "{\"url\":\"%s\",\"eventTypes\":[\"*\"],\"url\":\"https://other.example/\"}";

    caller
        .request()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(twice.formatted(sink.url()))
        .post("/v1/webhook-endpoints")
        .then()
        .statusCode(400)
        .body("code", equalTo("bad-request"))
        .body("detail", containsString("twice"));
    caller.get("/v1/webhook-endpoints").then().body("data", hasSize(0));
  }

  private Response added(Caller by) {
    return by.post("/v1/webhook-endpoints", Map.of("url", sink.url(), "eventTypes", List.of("*")));
  }

  @Test
  void secretIsShownOnceAndRepeatedOnlyToTheSameRequest() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> body = Map.of("url", sink.url(), "eventTypes", List.of("*"));

    Response first = create(key, body);
    Response again = create(key, body);

    first
        .then()
        .statusCode(201)
        .header("Cache-Control", "no-store")
        .body("status", equalTo("PENDING_TEST"));
    again.then().header("Cache-Control", "no-store");
    assertThat(again.asString()).isEqualTo(first.asString());
    assertThat(first.<String>path("secret")).matches("whsec_[A-Za-z0-9+/]{43}=");
    assertThat(caller.get("/v1/webhook-endpoints").asString()).doesNotContain("whsec_");
    caller.get("/v1/webhook-endpoints").then().body("data", hasSize(1));
  }

  @Test
  void requestIsRefusedWithAllItsFaultsAtOnce() {
    caller
        .post(
            "/v1/webhook-endpoints",
            Map.of(
                "eventTypes", List.of("submission.*", "nonsense"), "tenantIds", List.of("ten_x")))
        .then()
        .statusCode(422)
        .body("code", equalTo("validation-failed"))
        .body("errors.pointer", contains("#/url", "#/eventTypes/1", "#/tenantIds"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null"})
  void aRequestThatSaysNothingLacksEverything(String body) {
    String known = caller.endpoint(sink);

    for (Response answer :
        List.of(
            saying(body).post("/v1/webhook-endpoints"),
            saying(body).put("/v1/webhook-endpoints/" + known))) {
      answer
          .then()
          .statusCode(422)
          .body("code", equalTo("validation-failed"))
          .body("errors.pointer", contains("#/url", "#/eventTypes"));
    }
  }

  private RequestSpecification saying(String body) {
    return caller
        .request()
        .header("Idempotency-Key", UUID.randomUUID())
        .contentType("application/json")
        .body(body);
  }

  @Test
  void aFilterThatAListDoesNotHaveIsRefusedAndOneThatItHasIsNot() {
    String endpoint = "/v1/webhook-endpoints/" + caller.endpoint(sink);

    for (String path :
        List.of(
            "/v1/receipts?outcome=REFUSED",
            "/v1/receipts?submissionId=x",
            "/v1/events?type=submission.queued",
            "/v1/webhook-endpoints?status=DISABLED",
            endpoint + "/deliveries?statu=FAILED",
            endpoint + "/replays?status=DONE")) {
      String name = path.replaceFirst(".*\\?(.*)=.*", "#/$1");
      caller.get(path).then().statusCode(422).body("errors.pointer", contains(name));
    }
    for (String path :
        List.of(
            "/v1/receipts?limit=5&submissionId=" + SubmissionId.next(),
            "/v1/events?limit=5&cursor=",
            "/v1/webhook-endpoints?limit=5",
            endpoint + "/deliveries?status=FAILED&eventType=endpoint.test&limit=5",
            endpoint + "/replays?limit=5")) {
      caller.get(path).then().statusCode(200);
    }
  }

  @Test
  void everyFaultOfAListsQueryIsToldAtOnce() {
    String deliveries = "/v1/webhook-endpoints/" + caller.endpoint(sink) + "/deliveries";

    caller
        .get(deliveries + "?status=LOST&eventType=&limit=0&stauts=x")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer", containsInAnyOrder("#/status", "#/eventType", "#/limit", "#/stauts"));
    caller
        .get(deliveries + "?status=LOST&status=FAILED&eventType=a&eventType=b")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/status", "#/eventType"))
        .body("errors.code", containsInAnyOrder("more-than-one", "more-than-one"));
    caller
        .get("/v1/receipts?submissionId=x&limit=101")
        .then()
        .statusCode(422)
        .body("errors.pointer", containsInAnyOrder("#/submissionId", "#/limit"));
  }

  /** As a program says it whose variable is empty. */
  @Test
  void filterWithNothingIsRefusedRatherThanShowEverything() {
    String deliveries = "/v1/webhook-endpoints/" + caller.endpoint(sink) + "/deliveries";

    for (String path :
        List.of(
            "/v1/receipts?submissionId=",
            deliveries + "?status=",
            deliveries + "?eventType=",
            deliveries + "?status=FAILED&eventType=")) {
      String name = path.replaceFirst(".*[?&](.*)=", "#/$1");
      caller
          .get(path)
          .then()
          .statusCode(422)
          .body("errors.code", contains("missing"))
          .body("errors.pointer", contains(name));
    }
  }

  @Test
  void tenantsThatAreNotTheVendorsAreNamedWhetherTheyExistOrNot() {
    Caller vendor = Caller.vendor(ROOMS);
    TenantId own = vendor.newTenant(ROOMS);
    List<String> tenants =
        List.of(TenantId.next().value(), own.value(), caller.tenant().orElseThrow().value());
    Map<String, Object> wanted =
        Map.of("url", sink.url(), "eventTypes", List.of("*"), "tenantIds", tenants);
    Map<String, Object> allowed =
        Map.of("url", sink.url(), "eventTypes", List.of("*"), "tenantIds", List.of(own.value()));
    Response created = vendor.post("/v1/webhook-endpoints", allowed);
    String path = "/v1/webhook-endpoints/" + created.then().statusCode(201).extract().path("id");

    for (Response refused :
        List.of(
            vendor.post("/v1/webhook-endpoints", wanted),
            vendor.put(path, created.header("ETag"), wanted))) {
      refused
          .then()
          .statusCode(422)
          .body("errors.pointer", contains("#/tenantIds/0", "#/tenantIds/2"))
          .body("errors.code", everyItem(equalTo("unknown-tenant")));
      assertThat(refused.<String>path("errors[0].detail"))
          .isEqualTo(refused.path("errors[1].detail"));
    }
  }

  @Test
  void aTenantCannotSubscribeToWhatOnlyVendorsAreTold() {
    caller
        .post(
            "/v1/webhook-endpoints",
            Map.of(
                "url",
                sink.url(),
                "eventTypes",
                List.of("*", "connection.stopped", "submission.*", "connection.*")))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/eventTypes/1", "#/eventTypes/3"))
        .body("errors.code", everyItem(equalTo("vendors-only")));
    assertThat(EventKind.values())
        .filteredOn(kind -> EventKind.isForVendorsAlone(kind.type()))
        .hasSize(3);
  }

  @Test
  void restrictedKeyMayOnlyDoWhatItsScopesSay() {
    Caller reader =
        Caller.register(
            ROOMS, caller.vendor(), caller.tenant(), caller.mode(), Set.of("receipts:read"));

    reader.get("/v1/receipts").then().statusCode(200);
    reader.get("/v1/webhook-endpoints").then().statusCode(403);
    reader
        .post("/v1/webhook-endpoints", Map.of("url", sink.url(), "eventTypes", List.of("*")))
        .then()
        .statusCode(403);
  }

  private Response create(String key, Map<String, Object> body) {
    return caller
        .request()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/v1/webhook-endpoints");
  }
}
