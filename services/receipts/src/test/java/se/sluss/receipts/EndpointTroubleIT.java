package se.sluss.receipts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.EventId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.RealInfrastructure;

/** Endpoints that fail are told of elsewhere, disabled in the end, and miss nothing. */
@RoomTest
class EndpointTroubleIT {
  private static final Rooms ROOMS = new Rooms();
  private static final int MANY = 1000;

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = newSink();
  private final Sink witness = newSink();

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void goneEndpointIsDisabledToldOfElsewhereAndGetsEverythingOnceItIsBack() {
    String endpoint = caller.activeEndpoint(sink);
    witness();
    sink.fail(410, 1, 0);
    double gone = counted("GONE");

    EventId refused = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    Seen told = witness.await("endpoint.disabled", 1).getFirst();
    assertThat(told.verified()).isEqualTo("true");
    assertThat(told.body()).contains("\"endpointId\":\"" + endpoint + "\"", "\"reason\":\"GONE\"");
    Eventually.holds(() -> assertThat(counted("GONE")).isEqualTo(gone + 1));
    caller
        .get(path(endpoint))
        .then()
        .body("status", equalTo("DISABLED"))
        .body("statusReason", equalTo("GONE"));
    EventId missed = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(path(endpoint) + "/deliveries?limit=1", "data[0].eventId", missed.value());
    assertThat(sink.seen()).extracting(Seen::id).doesNotContain(missed.value());
    caller.activated(endpoint);
    Eventually.holds(
        () ->
            assertThat(delivered())
                .as("also what was answered 410")
                .contains(refused.value(), missed.value()));
    caller.awaits(
        path(endpoint) + "/deliveries?status=DELIVERED&eventType=submission.queued",
        "data.attempts.outcome",
        List.of(List.of("DELIVERED"), List.of("GONE", "DELIVERED")));
    assertThat(sink.seen()).extracting(Seen::type).doesNotContain("endpoint.disabled");
    Eventually.holds(() -> assertThat(events()).containsOnlyOnce("endpoint.disabled"));
  }

  @Test
  void ownerIsToldAfterADayAndAfterThreeAndOfNothingAfterASuccess() {
    double once = counted("FAILING");
    double twice = counted("FAILING_LONG");
    String endpoint = failing();
    witness();

    Database.failedEarlier(endpoint, 23);
    caller.get(path(endpoint)).then().body("failingSince", notNullValue());
    Database.failedEarlier(endpoint, 2);
    Seen first = witness.await("endpoint.failing", 1).getFirst();
    assertThat(first.body()).contains("\"status\":\"FAILING\"", "\"failingSince\":\"");
    Database.failedEarlier(endpoint, 48);
    witness.await("endpoint.failing", 2);
    Eventually.holds(
        () ->
            assertThat(List.of(counted("FAILING"), counted("FAILING_LONG")))
                .as("each once, for the operator")
                .containsExactly(once + 1, twice + 1));

    sink.heal();
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Eventually.holds(() -> assertThat(sink.seen()).extracting(Seen::id).contains(event.value()));
    caller.awaits(path(endpoint), "failingSince", null);
    assertThat(witness.seen().stream().filter(seen -> seen.type().equals("endpoint.failing")))
        .hasSize(2);
    assertThat(sink.seen()).extracting(Seen::type).doesNotContain("endpoint.failing");
  }

  @Test
  void endpointThatFailedForFiveDaysIsDisabledAndKeepsItsBacklog() {
    String endpoint = failing();
    witness();
    double disabled = counted("FAILED_TOO_LONG");
    Database.failedEarlier(endpoint, 121);

    // Another event fails, five days after the first.
    EventId second = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    Seen told = witness.await("endpoint.disabled", 1).getFirst();
    assertThat(told.body()).contains("\"reason\":\"FAILED_TOO_LONG\"");
    Eventually.holds(() -> assertThat(counted("FAILED_TOO_LONG")).isEqualTo(disabled + 1));
    caller.awaits(path(endpoint), "status", "DISABLED");
    EventId third = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(path(endpoint) + "/deliveries?limit=1", "data[0].eventId", third.value());
    sink.heal();
    caller.activated(endpoint);
    Eventually.holds(
        () ->
            assertThat(delivered())
                .as("kept while it was disabled")
                .contains(second.value(), third.value()));
    // What an answer of the endpoint changes is written after the endpoint has seen the call.
    caller.awaits(path(endpoint), "failingSince", null);
    caller.awaits(path(endpoint), "statusReason", null);
  }

  @Test
  void oneEventThatFailsForDaysDisablesNothing() {
    String endpoint = failing();
    witness();
    Database.change(
        "UPDATE webhook_endpoint SET failing_since = failing_since - interval '6 days'"
            + " WHERE id = '%s'",
        endpoint);

    // Its next attempts fail six days after the first.
    witness.await("endpoint.failing", 1);
    caller.awaits(path(endpoint) + "/deliveries?limit=1", "data[0].status", "EXHAUSTED");

    caller.get(path(endpoint)).then().body("status", equalTo("ACTIVE"));
    assertThat(events()).doesNotContain("endpoint.disabled");
  }

  @Test
  void testsThatFailDoNotCountAgainstAnEndpoint() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(500, 1, 0);

    caller.post(path(endpoint) + "/test").then().statusCode(202);

    caller.awaits(path(endpoint) + "/deliveries?limit=1", "data[0].status", "FAILED");
    caller.get(path(endpoint)).then().body("failingSince", nullValue());
  }

  /** How often operators could see that an owner was told so. Other tests run before and after. */
  private static double counted(String trouble) {
    return given()
        .auth()
        .oauth2(RealInfrastructure.ADMIN_KEY)
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("sluss_webhook_endpoints_told_total{"))
        .filter(line -> line.contains("trouble=\"" + trouble + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /** An endpoint at which one event has failed once or more, and all further ones will. */
  private String failing() {
    String endpoint = caller.activeEndpoint(sink);
    // Late, so that an event's attempts are not over before its endpoint is looked at.
    sink.fail(500, MANY, 1000);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    sink.await("submission.queued", 1);
    Eventually.holds(
        () -> assertThat(caller.get(path(endpoint)).<String>path("failingSince")).isNotNull());
    return endpoint;
  }

  /** Another endpoint of the same owner, for what concerns endpoints. */
  private void witness() {
    Response created =
        caller.post(
            "/v1/webhook-endpoints",
            Map.of("url", witness.url(), "eventTypes", List.of("endpoint.*")));
    created.then().statusCode(201);
    witness.verifyWith(created.path("secret"));
    caller.activated(created.path("id"));
  }

  private List<String> delivered() {
    return sink.seen().stream().filter(seen -> seen.status() == 204).map(Seen::id).toList();
  }

  private List<String> events() {
    Response list = caller.get("/v1/events?limit=100");
    list.then().body("nextCursor", nullValue());
    return list.path("data.type");
  }

  private static String path(String endpoint) {
    return "/v1/webhook-endpoints/" + endpoint;
  }

  private static Sink newSink() {
    return new Sink("h" + UUID.randomUUID());
  }
}
