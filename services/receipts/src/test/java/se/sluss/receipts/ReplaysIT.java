package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.ScriptedNames;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.receipts.support.SinkResource;
import se.sluss.testsupport.Eventually;

/** What failed, and what never reached an endpoint, is sent once more. */
@RoomTest
class ReplaysIT {
  private static final Rooms ROOMS = new Rooms();
  private static final int MANY = 1000;

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = newSink();

  @Inject ScriptedNames names;

  /** As JSON may have it, and no database. */
  private static final String BEFORE_ALL_YEARS = "-999999-01-01T00:00:00Z";

  private final Instant beginning = Instant.now().minusSeconds(60);

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void everythingThatFailedIsSentAgainAndAskedForTwiceItComesTwice() {
    String endpoint = caller.activeEndpoint(sink);
    EventId fine = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    sink.await("submission.queued", 1);
    List<String> failed = new ArrayList<>();
    sink.fail(500, MANY, 0);
    for (int i = 0; i < 3; i++) {
      failed.add(ROOMS.tell(Rooms.queued(Rooms.submission(caller))).value());
    }
    caller.awaits(deliveries(endpoint) + "?status=EXHAUSTED", "data.size()", 3);
    sink.heal();

    ended(replay(endpoint, "recover"))
        .then()
        .body("kind", equalTo("FAILED"))
        .body("planned", equalTo(3))
        .body("delivered", equalTo(3))
        .body("failed", equalTo(0))
        .body("endedAt", notNullValue());

    assertThat(delivered()).filteredOn(id -> !id.equals(fine.value())).hasSameElementsAs(failed);
    ended(replay(endpoint, "recover")).then().body("delivered", equalTo(3));
    for (String id : failed) {
      assertThat(delivered()).filteredOn(id::equals).hasSize(2);
    }
    assertThat(delivered()).filteredOn(fine.value()::equals).hasSize(1);
    assertThat(sink.seen()).extracting(Seen::verified).containsOnly("true");
    caller
        .get(path(endpoint) + "/replays?limit=1")
        .then()
        .body("data", hasSize(1))
        .body("nextCursor", notNullValue());
  }

  @Test
  void whatNeverReachedAnEndpointIsSentButNotWhatDidOrIsNotItsBusiness() {
    Caller vendor = Caller.vendor(ROOMS);
    TenantId mine = vendor.newTenant(ROOMS);
    EventId before = ROOMS.tell(Rooms.queued(Rooms.submission(vendor, mine)));
    ROOMS.tell(Rooms.queued(Rooms.submission(vendor, TenantId.next())));
    ROOMS.tell(ROOMS.received(Rooms.submission(vendor, mine), "tx-1"));
    vendor.awaits("/v1/events", "data.size()", 3);
    Response created =
        vendor.post(
            "/v1/webhook-endpoints",
            Map.of(
                "url", sink.url(),
                "eventTypes", List.of("submission.queued"),
                "tenantIds", List.of(mine.value())));
    String endpoint = created.path("id");
    sink.verifyWith(created.path("secret"));
    vendor
        .post(path(endpoint) + "/replay-missing", Map.of("since", beginning.toString()))
        .then()
        .statusCode(409);
    vendor.activated(endpoint);
    EventId told = ROOMS.tell(Rooms.queued(Rooms.submission(vendor, mine)));
    sink.await("submission.queued", 1);
    vendor.awaits(deliveries(endpoint) + "?limit=1", "data[0].status", "DELIVERED");

    Response begun =
        vendor.post(path(endpoint) + "/replay-missing", Map.of("since", beginning.toString()));

    begun.then().statusCode(202).header("Location", containsString("/replays/rpl_"));
    vendor.awaits(location(begun), "status", "DONE");
    vendor.get(location(begun)).then().body("planned", equalTo(1));
    assertThat(sink.seen())
        .filteredOn(seen -> seen.type().equals("submission.queued"))
        .extracting(Seen::id)
        .containsExactly(told.value(), before.value());
  }

  @Test
  void ofTheTroublesOfEndpointsThoseOfOthersAreMissingAndNotItsOwn() {
    String endpoint = toldEverything(sink);
    Sink elsewhere = newSink();
    String other = toldEverything(elsewhere);
    caller.post(path(other) + "/pause").then().statusCode(200);
    sink.fail(410, 1, 0);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(path(endpoint), "status", "DISABLED");
    sink.heal();
    caller.activated(endpoint);
    Eventually.holds(
        () ->
            assertThat(caller.get("/v1/events?limit=100").<List<String>>path("data.type"))
                .contains("endpoint.disabled"));
    Database.change(
        "DELETE FROM webhook_delivery WHERE endpoint_id = '%s' AND status = 'PENDING'", other);
    caller.post(path(other) + "/resume").then().statusCode(200);

    ended(replay(endpoint, "replay-missing")).then().body("planned", equalTo(0));
    ended(replay(other, "replay-missing"));

    assertThat(sink.seen()).extracting(Seen::type).doesNotContain("endpoint.disabled");
    assertThat(elsewhere.seen()).extracting(Seen::type).contains("endpoint.disabled");
  }

  @Test
  void oneReplayRunsAtATimeWaitsForAPausedEndpointAndCanBeStopped() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(500, MANY, 0);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(deliveries(endpoint) + "?limit=1", "data[0].status", "EXHAUSTED");
    sink.heal();
    caller.post(path(endpoint) + "/pause").then().statusCode(200);
    String replay = replay(endpoint, "recover");

    caller
        .post(path(endpoint) + "/recover", Map.of("since", beginning.toString()))
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"));
    caller.get(replay).then().body("status", equalTo("RUNNING")).body("planned", equalTo(0));

    caller.post(replay + "/stop").then().statusCode(200).body("status", equalTo("STOPPED"));
    caller.post(path(endpoint) + "/resume").then().statusCode(200);
    ended(replay(endpoint, "recover")).then().body("delivered", equalTo(1));
    caller.get(replay).then().body("planned", equalTo(0));
  }

  @Test
  void whatADeadProcessHeldOfAReplayEndsWithIt() {
    String endpoint = caller.activeEndpoint(sink);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(deliveries(endpoint) + "?limit=1", "data[0].status", "DELIVERED");
    caller.post(path(endpoint) + "/pause").then().statusCode(200);
    String replay = replay(endpoint, "recover");
    String id = replay.substring(replay.lastIndexOf('/') + 1);
    Database.change(
        "INSERT INTO webhook_delivery (id, vendor_id, tenant_id, mode, endpoint_id, event_id, kind,"
            + " status, due_at, lease_until, created_at, replay_id) SELECT '%s', vendor_id,"
            + " tenant_id, mode, endpoint_id, event_id, 'REPLAY', 'PENDING', now(),"
            + " now() - interval '1 second', now(), '%s' FROM webhook_delivery"
            + " WHERE endpoint_id = '%s' AND kind = 'EVENT' LIMIT 1",
        DeliveryId.next(), id, endpoint);

    caller
        .post(replay + "/stop")
        .then()
        .statusCode(200)
        .body("status", equalTo("STOPPED"))
        .body("failed", equalTo(1));
  }

  @Test
  void aReplayThatCannotBeCarriedOnStopsNobodyElses() {
    String broken = caller.activeEndpoint(sink);
    caller.post(path(broken) + "/pause").then().statusCode(200);
    String stuck = replay(broken, "replay-missing");
    Database.change(
        "UPDATE webhook_replay SET place_tie = 'broken' WHERE endpoint_id = '%s'", broken);
    caller.post(path(broken) + "/resume").then().statusCode(200);
    Caller neighbour = Caller.tenant(ROOMS);
    String endpoint = neighbour.activeEndpoint(newSink());

    for (int i = 0; i < 3; i++) {
      Response begun =
          neighbour.post(path(endpoint) + "/recover", Map.of("since", beginning.toString()));
      neighbour.awaits(location(begun), "status", "DONE");
    }

    caller.get(stuck).then().body("status", equalTo("RUNNING"));
    caller.post(stuck + "/stop").then().statusCode(200);
  }

  @Test
  void replayThatFailsIsNotAttemptedAgain() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(500, MANY, 0);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits(deliveries(endpoint) + "?limit=1", "data[0].status", "EXHAUSTED");

    ended(replay(endpoint, "recover"))
        .then()
        .body("failed", equalTo(1))
        .body("delivered", equalTo(0));

    caller.get(deliveries(endpoint) + "?limit=1").then().body("data[0].attempts", hasSize(1));
    sink.heal();
  }

  @Test
  void replayNeedsATimeInThePastAndAnAddressThatIsAllowed() {
    String endpoint = caller.activeEndpoint(sink);
    for (Map<String, Object> body :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("since", Instant.now().plusSeconds(60).toString()),
            Map.of("since", BEFORE_ALL_YEARS))) {
      for (String kind : List.of("recover", "replay-missing")) {
        caller
            .post(path(endpoint) + "/" + kind, body)
            .then()
            .statusCode(422)
            .body("errors.pointer", contains("#/since"))
            .body("errors[0].detail", containsString("1970"));
      }
    }
    try {
      names.answer(SinkResource.HOST, "10.0.0.1");
      for (String kind : List.of("recover", "replay-missing")) {
        caller
            .post(path(endpoint) + "/" + kind, Map.of("since", beginning.toString()))
            .then()
            .statusCode(422)
            .body("code", equalTo("endpoint-url-refused"));
      }
    } finally {
      names.answer(SinkResource.HOST, "127.0.0.1");
    }
  }

  @Test
  void nobodySeesStartsOrStopsTheReplaysOfOthers() {
    String endpoint = caller.activeEndpoint(sink);
    String replay = replay(endpoint, "recover");
    Caller stranger = Caller.tenant(ROOMS);

    stranger.get(replay).then().statusCode(404);
    stranger.get(path(endpoint) + "/replays").then().statusCode(404);
    stranger.post(replay + "/stop").then().statusCode(404);
    for (String act : List.of("recover", "replay-missing")) {
      stranger
          .post(path(endpoint) + "/" + act, Map.of("since", beginning.toString()))
          .then()
          .statusCode(404);
    }
    for (String act : List.of("pause", "resume", "rotate-secret")) {
      stranger.post(path(endpoint) + "/" + act).then().statusCode(404);
    }
    stranger
        .put(path(endpoint), "\"1\"", Map.of("url", sink.url(), "eventTypes", List.of("*")))
        .then()
        .statusCode(404);
  }

  private String toldEverything(Sink receiver) {
    Response created =
        caller.post(
            "/v1/webhook-endpoints", Map.of("url", receiver.url(), "eventTypes", List.of("*")));
    created.then().statusCode(201);
    receiver.verifyWith(created.path("secret"));
    return caller.activated(created.path("id"));
  }

  private String replay(String endpoint, String kind) {
    Response begun =
        caller.post(path(endpoint) + "/" + kind, Map.of("since", beginning.toString()));
    begun.then().statusCode(202);
    return location(begun);
  }

  private static String location(Response begun) {
    return URI.create(begun.header("Location")).getPath();
  }

  private Response ended(String replay) {
    caller.awaits(replay, "status", "DONE");
    return caller.get(replay);
  }

  private List<String> delivered() {
    return sink.seen().stream()
        .filter(seen -> seen.type().equals("submission.queued") && seen.status() == 204)
        .map(Seen::id)
        .toList();
  }

  private static String deliveries(String endpoint) {
    return path(endpoint) + "/deliveries";
  }

  private static String path(String endpoint) {
    return "/v1/webhook-endpoints/" + endpoint;
  }

  private static Sink newSink() {
    return new Sink("h" + UUID.randomUUID());
  }
}
