package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.EventId;
import se.sluss.model.id.Service;
import se.sluss.model.id.TenantId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.support.Sink.Seen;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

@RoomTest
class DeliveriesIT {
  private static final Rooms ROOMS = new Rooms();

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = newSink();

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void receiptIsToldWithASignatureThatHolds() {
    String endpoint = caller.activeEndpoint(sink);
    SubmissionRef submission = Rooms.submission(caller);

    EventId event = ROOMS.tell(ROOMS.received(submission, "tx-1"));

    Seen told = await(sink, "submission.received", 1).getFirst();
    assertThat(told.verified()).isEqualTo("true");
    assertThat(told.id()).isEqualTo(event.value());
    assertThat(told.body())
        .contains(
            "\"submissionId\":\"" + submission.submissionId() + "\"",
            "\"receiptId\":\"rec_",
            "\"status\":\"RECEIVED\",\"sequence\":1}")
        .doesNotContain("tx-1");
    Response delivery = ended(endpoint, event);
    delivery
        .then()
        .body("data[0].status", equalTo("DELIVERED"))
        .body("data[0].eventType", equalTo("submission.received"))
        .body("data[0].attempts", hasSize(1))
        .body("data[0].attempts[0].status", equalTo(204))
        .body("data[0].attempts[0].reason", nullValue())
        .body("data[0].attempts[0].duration", notNullValue());
  }

  @Test
  void failingSinkGetsTheSameIdAgainWithANewTimestamp() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(500, 2, 0);

    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    List<Seen> told = await(sink, "submission.queued", 3);
    assertThat(told).allMatch(seen -> seen.id().equals(event.value()));
    assertThat(told).allMatch(seen -> seen.verified().equals("true"));
    assertThat(told.stream().map(Seen::body).distinct()).hasSize(1);
    assertThat(told).extracting(Seen::status).containsExactly(500, 500, 204);
    assertThat(told.getLast().timestamp()).isGreaterThan(told.getFirst().timestamp());
    ended(endpoint, event)
        .then()
        .body("data[0].status", equalTo("DELIVERED"))
        .body("data[0].attempts.number", contains(1, 2, 3))
        .body("data[0].attempts.outcome", contains("FAILED", "FAILED", "DELIVERED"));
  }

  @Test
  void exhaustedDeliveryStaysAndIsReplayedAsOftenAsAsked() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(500, 4, 0);
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Response exhausted = ended(endpoint, event);
    exhausted.then().body("data[0].status", equalTo("EXHAUSTED"));
    String delivery = exhausted.path("data[0].id");

    for (int i = 0; i < 2; i++) {
      Response replay = caller.post("/v1/deliveries/" + delivery + "/replay");
      replay.then().statusCode(202).body("kind", equalTo("REPLAY"));
      String location = replay.header("Location");
      caller.awaits(path(location), "status", "DELIVERED");
    }

    List<Seen> told = await(sink, "submission.queued", 6);
    assertThat(told).allMatch(seen -> seen.id().equals(event.value()));
    assertThat(told).allMatch(seen -> seen.verified().equals("true"));
    caller.get("/v1/deliveries/" + delivery).then().body("status", equalTo("EXHAUSTED"));
  }

  @Test
  void nothingButATestIsSentBeforeTheFirstTestWasAnswered() {
    sink.fail(500, 1, 0);
    String endpoint = caller.endpoint(sink);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits("/v1/events", "data.size()", 1);

    Response refused = caller.post("/v1/webhook-endpoints/" + endpoint + "/test");
    String test = path(refused.header("Location"));
    caller.awaits(test, "status", "FAILED");
    caller
        .get("/v1/webhook-endpoints/" + endpoint)
        .then()
        .body("status", equalTo("PENDING_TEST"))
        .body("secret", nullValue());

    caller.activated(endpoint);
    caller.get("/v1/events").then().body("data.type", contains("submission.queued"));
    EventId later = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    await(sink, "submission.queued", 1);
    assertThat(sink.seen())
        .filteredOn(seen -> !seen.type().equals("endpoint.test"))
        .extracting(Seen::id)
        .containsExactly(later.value());
    assertThat(sink.seen()).extracting(Seen::verified).containsOnly("true");
  }

  @Test
  void answer410DisablesAtOnceUntilATestIsAnswered() {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(410, 1, 0);
    EventId gone = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits("/v1/webhook-endpoints/" + endpoint, "status", "DISABLED");
    Response refused = caller.get("/v1/webhook-endpoints/" + endpoint + "/deliveries?limit=1");
    refused
        .then()
        .body("data[0].eventId", equalTo(gone.value()))
        .body("data[0].status", equalTo("PENDING"))
        .body("data[0].attempts.outcome", contains("GONE"));
    String delivery = refused.path("data[0].id");

    EventId waiting = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits("/v1/events", "data.size()", 3);
    caller
        .get("/v1/webhook-endpoints/" + endpoint + "/deliveries?limit=1")
        .then()
        .body("data[0].eventId", equalTo(waiting.value()))
        .body("data[0].status", equalTo("PENDING"));
    caller
        .post("/v1/deliveries/" + delivery + "/replay")
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"));

    caller.activated(endpoint);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    assertThat(await(sink, "submission.queued", 4))
        .filteredOn(seen -> seen.status() == 204)
        .extracting(Seen::id)
        .contains(gone.value(), waiting.value());
  }

  @Test
  void redirectIsAFailureAndNotFollowed() {
    String endpoint = caller.activeEndpoint(sink);
    Sink elsewhere = newSink();
    sink.redirect(elsewhere.url());

    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    ended(endpoint, event)
        .then()
        .body("data[0].attempts.status", contains(302, 204))
        .body("data[0].attempts[0].outcome", equalTo("FAILED"));
    assertThat(elsewhere.seen()).isEmpty();
  }

  @Test
  void deadEndpointKeepsItsPlacesAndDelaysNobody() {
    caller.activeEndpoint(sink);
    Sink healthy = newSink();
    caller.activeEndpoint(healthy);
    sink.fail(204, 22, 1500);

    for (int i = 0; i < 22; i++) {
      ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    }

    List<Seen> fast = await(healthy, "submission.queued", 22);
    List<Seen> slow = await(sink, "submission.queued", 22);
    // Five at a time, the last of them come after six seconds.
    assertThat(fast.getLast().at()).isBefore(slow.getLast().at());
    // Each one held its place for 1.5 s: the sixth may not have come before the first was over.
    for (int i = 5; i < slow.size(); i++) {
      assertThat(Duration.between(slow.get(i - 5).at(), slow.get(i).at()))
          .isGreaterThanOrEqualTo(Duration.ofMillis(1400));
    }
  }

  @Test
  void attemptOfAProcessThatDiedIsMadeAgainWhenItsLeaseRunsOut() throws SQLException {
    String endpoint = caller.activeEndpoint(sink);
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    String delivery = ended(endpoint, event).path("data[0].id");

    // a process claimed it for a second attempt and was killed
    AttemptId lost = AttemptId.next();
    Instant leaseEnds = Instant.now().plusSeconds(2);
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = receipts");
      statement.execute(
          ("INSERT INTO webhook_attempt (id, vendor_id, tenant_id, mode, delivery_id, number,"
                  + " started_at) SELECT '%s', vendor_id, tenant_id, mode, id, 2, now() FROM"
                  + " webhook_delivery WHERE id = '%s'; UPDATE webhook_delivery SET status ="
                  + " 'PENDING', ended_at = NULL, attempts = 2, due_at = now(), lease_until = '%s',"
                  + " attempt_id = '%s' WHERE id = '%s'")
              .formatted(lost, delivery, leaseEnds, lost, delivery));
    }

    List<Seen> told = await(sink, "submission.queued", 2);
    assertThat(told).extracting(Seen::id).containsOnly(event.value());
    assertThat(told.getLast().at()).isAfterOrEqualTo(leaseEnds);
    ended(endpoint, event)
        .then()
        .body("data[0].status", equalTo("DELIVERED"))
        .body("data[0].attempts.outcome", contains("DELIVERED", "LOST", "DELIVERED"));
  }

  @Test
  void overloadedEndpointGetsFewerPlaces() throws SQLException {
    String endpoint = caller.activeEndpoint(sink);
    sink.fail(429, 1, 0);

    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));

    ended(endpoint, event)
        .then()
        .body("data[0].attempts.outcome", contains("OVERLOADED", "DELIVERED"));
    assertThat(concurrency(endpoint)).isEqualTo(3);
  }

  @Test
  void vendorsEndpointMayBeNarrowedToTenantsAndHearsOfConnections() {
    Caller vendor = Caller.vendor(ROOMS);
    TenantId one = vendor.newTenant(ROOMS);
    TenantId other = TenantId.next();
    Response created =
        vendor.post(
            "/v1/webhook-endpoints",
            Map.of(
                "url", sink.url(),
                "eventTypes", List.of("submission.queued"),
                "tenantIds", List.of(one.value())));
    sink.verifyWith(created.path("secret"));
    vendor.activated(created.path("id"));
    Sink all = newSink();
    Response wide =
        vendor.post("/v1/webhook-endpoints", Map.of("url", all.url(), "eventTypes", List.of("*")));
    all.verifyWith(wide.path("secret"));
    vendor.activated(wide.path("id"));

    ROOMS.tell(Rooms.queued(Rooms.submission(vendor, other)));
    EventId wanted = ROOMS.tell(Rooms.queued(Rooms.submission(vendor, one)));
    ROOMS.tell(
        new ConnectionStopped(
            ConnectionId.next(),
            vendor.vendor(),
            Service.E_IOA,
            vendor.mode(),
            "forbidden",
            Instant.now()));

    await(all, "connection.stopped", 1);
    await(all, "submission.queued", 2);
    assertThat(await(sink, "submission.queued", 1))
        .extracting(Seen::id)
        .containsExactly(wanted.value());
    assertThat(all.seen()).extracting(Seen::verified).containsOnly("true");
  }

  /** The endpoint's deliveries of the event, once they have ended. */
  private Response ended(String endpoint, EventId event) {
    return Eventually.value(
        () -> caller.get("/v1/webhook-endpoints/" + endpoint + "/deliveries?limit=1"),
        answer ->
            event.value().equals(answer.path("data[0].eventId"))
                && Optional.ofNullable(answer.<Object>path("data[0].endedAt")).isPresent());
  }

  private static int concurrency(String endpoint) throws SQLException {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT concurrency FROM receipts.webhook_endpoint WHERE id = '"
                    + endpoint
                    + "'")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static List<Seen> await(Sink sink, String type, int count) {
    return Eventually.value(
        () -> {
          List<Seen> fitting = new ArrayList<>(sink.seen());
          fitting.removeIf(seen -> !seen.type().equals(type));
          return fitting;
        },
        fitting -> fitting.size() >= count);
  }

  private static Sink newSink() {
    return new Sink("h" + UUID.randomUUID());
  }

  private static String path(String location) {
    return java.net.URI.create(location).getPath();
  }
}
