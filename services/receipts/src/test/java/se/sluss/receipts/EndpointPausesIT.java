package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.EventId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.testsupport.Eventually;

/** An endpoint that its owner pauses, and from when it goes on. */
@RoomTest
class EndpointPausesIT {
  private static final int MORE_THAN_TWO_PARTS = 2_500;
  private static final Rooms ROOMS = new Rooms();

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = newSink();

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void whatHappensDuringAPauseWaitsAndIsSentAfterIt() {
    String endpoint = caller.activeEndpoint(sink);
    caller.post(path(endpoint) + "/pause").then().statusCode(200).body("status", equalTo("PAUSED"));
    caller.post(path(endpoint) + "/pause").then().statusCode(200);

    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    String waiting = waiting(endpoint, event);
    caller.get("/v1/deliveries/" + waiting).then().body("nextAttemptAt", nullValue());
    caller.post("/v1/deliveries/" + waiting + "/replay").then().statusCode(409);
    caller
        .post(path(endpoint) + "/test")
        .then()
        .statusCode(202)
        .body("nextAttemptAt", notNullValue());
    sink.await("endpoint.test", 2);
    caller.get(path(endpoint)).then().body("status", equalTo("PAUSED"));

    caller
        .post(path(endpoint) + "/resume")
        .then()
        .statusCode(200)
        .body("status", equalTo("ACTIVE"));
    assertThat(sink.await("submission.queued", 1))
        .extracting(Seen::id)
        .containsExactly(event.value());
  }

  @Test
  void whoeverResumesMaySkipWhatIsOldWithoutLosingIt() {
    String endpoint = caller.activeEndpoint(sink);
    caller.post(path(endpoint) + "/pause").then().statusCode(200);
    EventId old = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    String skipped = waiting(endpoint, old);
    Instant between = Instant.now();
    EventId young = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    waiting(endpoint, young);

    caller
        .post(path(endpoint) + "/resume", Map.of("skipOlderThan", between.toString()))
        .then()
        .statusCode(200);

    assertThat(sink.await("submission.queued", 1))
        .extracting(Seen::id)
        .containsExactly(young.value());
    caller.get("/v1/deliveries/" + skipped).then().body("status", equalTo("EXHAUSTED"));
    caller.post("/v1/deliveries/" + skipped + "/replay").then().statusCode(202);
    assertThat(sink.await("submission.queued", 2).getLast().id()).isEqualTo(old.value());
  }

  @Test
  void whatADeadProcessHeldIsSkippedWithTheRestAndWhatIsAttemptedIsNot() {
    String endpoint = caller.activeEndpoint(sink);
    caller.post(path(endpoint) + "/pause").then().statusCode(200);
    String dead = waiting(endpoint, ROOMS.tell(Rooms.queued(Rooms.submission(caller))));
    String attempted = waiting(endpoint, ROOMS.tell(Rooms.queued(Rooms.submission(caller))));
    Database.change(
        "UPDATE webhook_delivery SET lease_until = now() - interval '1 second' WHERE id = '%s'",
        dead);
    Database.change(
        "UPDATE webhook_delivery SET lease_until = now() + interval '1 hour' WHERE id = '%s'",
        attempted);

    caller
        .post(path(endpoint) + "/resume", Map.of("skipOlderThan", Instant.now().toString()))
        .then()
        .statusCode(200);

    caller.get("/v1/deliveries/" + dead).then().body("status", equalTo("EXHAUSTED"));
    caller.get("/v1/deliveries/" + attempted).then().body("status", equalTo("PENDING"));
    caller.request().delete(path(endpoint)).then().statusCode(204);
  }

  @Test
  void aBacklogOfAnySizeIsSkippedInPartsAndAllOfIt() {
    String endpoint = caller.activeEndpoint(sink);
    caller.post(path(endpoint) + "/pause").then().statusCode(200);
    waiting(endpoint, ROOMS.tell(Rooms.queued(Rooms.submission(caller))));
    Database.change(
        "INSERT INTO webhook_delivery (id, vendor_id, tenant_id, mode, endpoint_id, event_id, kind,"
            + " status, due_at, created_at) SELECT id || '_' || n, vendor_id, tenant_id, mode,"
            + " endpoint_id, event_id, 'REPLAY', 'PENDING', now(), created_at"
            + " FROM webhook_delivery, generate_series(1, %d) n"
            + " WHERE endpoint_id = '%s' AND status = 'PENDING'",
        MORE_THAN_TWO_PARTS, endpoint);

    caller
        .post(path(endpoint) + "/resume", Map.of("skipOlderThan", Instant.now().toString()))
        .then()
        .statusCode(200)
        .body("status", equalTo("ACTIVE"));

    assertThat(
            Database.number(
                "SELECT count(*) FROM webhook_delivery WHERE endpoint_id = '%s'"
                    + " AND status = 'EXHAUSTED'",
                endpoint))
        .isEqualTo(MORE_THAN_TWO_PARTS + 1);
    assertThat(
            Database.number(
                "SELECT count(DISTINCT xmin::text) FROM webhook_delivery WHERE endpoint_id = '%s'"
                    + " AND status = 'EXHAUSTED'",
                endpoint))
        .isEqualTo(3);
    assertThat(sink.seen()).extracting(Seen::type).containsOnly("endpoint.test");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-999999-01-01T00:00:00Z", "+999999-01-01T00:00:00Z"})
  void aTimeThatNoDatabaseHoldsIsRefusedAndThePauseGoesOn(String time) {
    String endpoint = caller.activeEndpoint(sink);
    caller.post(path(endpoint) + "/pause").then().statusCode(200);

    caller
        .post(path(endpoint) + "/resume", Map.of("skipOlderThan", time))
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("#/skipOlderThan"));

    caller.get(path(endpoint)).then().body("status", equalTo("PAUSED"));
  }

  @Test
  void untestedEndpointCanBeNeitherPausedNorResumed() {
    String endpoint = caller.endpoint(sink);

    caller.post(path(endpoint) + "/pause").then().statusCode(409);
    caller
        .post(path(endpoint) + "/resume")
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"));
  }

  @Test
  void whatWasPausedBeforeItMovedIsPausedAfterItsTest() {
    String endpoint = caller.activeEndpoint(sink);
    caller.post(path(endpoint) + "/pause").then().statusCode(200);
    Sink elsewhere = newSink();
    caller
        .move(endpoint, elsewhere, "*")
        .then()
        .statusCode(200)
        .body("status", equalTo("DISABLED"))
        .body("pausedAfterTest", equalTo(true));
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    waiting(endpoint, event);

    caller.post(path(endpoint) + "/test").then().statusCode(202);

    caller.awaits(path(endpoint), "status", "PAUSED");
    caller.get(path(endpoint)).then().body("pausedAfterTest", equalTo(false));
    assertThat(elsewhere.seen()).extracting(Seen::type).containsExactly("endpoint.test");
    caller.post(path(endpoint) + "/resume").then().statusCode(200);
    assertThat(elsewhere.await("submission.queued", 1))
        .extracting(Seen::id)
        .containsExactly(event.value());
  }

  @Test
  void whoeverMendsADisabledEndpointChoosesFromWhenItGoesOn() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(410, 1, 0);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(path(endpoint), "status", "DISABLED");
    Instant between = Instant.now();
    EventId young = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    waiting(endpoint, young);
    sink.heal();
    caller
        .post(path(endpoint) + "/pause")
        .then()
        .statusCode(200)
        .body("status", equalTo("DISABLED"))
        .body("statusReason", equalTo("GONE"))
        .body("pausedAfterTest", equalTo(true));
    caller.post(path(endpoint) + "/test").then().statusCode(202);
    caller.awaits(path(endpoint), "status", "PAUSED");

    caller
        .post(path(endpoint) + "/resume", Map.of("skipOlderThan", between.toString()))
        .then()
        .statusCode(200);

    Eventually.holds(
        () ->
            assertThat(sink.seen())
                .filteredOn(seen -> seen.status() == 204)
                .extracting(Seen::type)
                .containsExactly("endpoint.test", "endpoint.test", "submission.queued"));
    assertThat(sink.seen().getLast().id()).isEqualTo(young.value());
  }

  /** The delivery that waits for the endpoint. */
  private String waiting(String endpoint, EventId event) {
    caller.awaits(path(endpoint) + "/deliveries?limit=1", "data[0].eventId", event.value());
    Response list = caller.get(path(endpoint) + "/deliveries?limit=1");
    list.then().body("data[0].status", equalTo("PENDING")).body("data[0].attempts", hasSize(0));
    return list.path("data[0].id");
  }

  private static String path(String endpoint) {
    return "/v1/webhook-endpoints/" + endpoint;
  }

  private static Sink newSink() {
    return new Sink("h" + UUID.randomUUID());
  }
}
