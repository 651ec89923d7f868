package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.time.Instant;
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

/** Tests of endpoints are few, take their places, and hinder nobody. */
@RoomTest
class EndpointTestsIT {
  private static final Rooms ROOMS = new Rooms();

  /** More than are claimed at once. */
  private static final int ORPHANS = 200;

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = new Sink("h" + UUID.randomUUID());

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void whatWasPlannedForADeletedEndpointHindersNobodysTestAndEnds() {
    // given tests that are older than all others, of endpoints that were deleted meanwhile
    String like = caller.endpoint(sink);
    caller.post(path(like) + "/test").then().statusCode(202);
    caller.awaits(path(like), "status", "ACTIVE");
    String mark = UUID.randomUUID().toString();
    Database.change(
        "INSERT INTO webhook_endpoint (id, version, vendor_id, tenant_id, mode, url, event_types,"
            + " status, sealed_secret, concurrency, created_at, status_since)"
            + " SELECT 'whe_%s' || n, 0, vendor_id, tenant_id, mode, url, event_types, 'DELETED',"
            + " sealed_secret, 5, created_at, now() FROM webhook_endpoint,"
            + " generate_series(1, %d) n WHERE id = '%s'",
        mark, ORPHANS, like);
    Database.change(
        "INSERT INTO webhook_delivery (id, vendor_id, tenant_id, mode, endpoint_id, event_id, kind,"
            + " status, due_at, created_at) SELECT 'dlv_%s' || n, vendor_id, tenant_id, mode,"
            + " 'whe_%s' || n, event_id, 'TEST', 'PENDING', now() - interval '1 hour', now()"
            + " FROM webhook_delivery, generate_series(1, %d) n WHERE endpoint_id = '%s'",
        mark, mark, ORPHANS, like);

    // when, then
    caller.activated(caller.endpoint(sink));
    assertThat(pending(mark)).isEqualTo(ORPHANS);
    Database.change(
        "UPDATE webhook_endpoint SET status_since = now() - interval '1 hour'"
            + " WHERE id LIKE 'whe_%s%%'",
        mark);
    Eventually.holds(() -> assertThat(pending(mark)).isZero());
  }

  @Test
  void endpointHasOneTestAtATime() {
    String endpoint = caller.endpoint(sink);
    // Not sent before the second is asked for.
    Database.change(
        "UPDATE webhook_endpoint SET max_per_second = 1, claims = ARRAY[now() + interval '1 hour']"
            + " WHERE id = '%s'",
        endpoint);
    caller.post(path(endpoint) + "/test").then().statusCode(202);

    caller
        .post(path(endpoint) + "/test")
        .then()
        .statusCode(409)
        .body("code", equalTo("state-conflict"))
        .body("detail", containsString("has not ended"));

    Database.change(
        "UPDATE webhook_endpoint SET max_per_second = NULL, claims = '{}' WHERE id = '%s'",
        endpoint);
    caller.awaits(path(endpoint), "status", "ACTIVE");
    caller.activated(endpoint);
    assertThat(sink.await("endpoint.test", 2)).hasSize(2);
  }

  @Test
  void testWaitsForAFreePlace() {
    String endpoint = caller.activeEndpoint(sink);
    Database.change("UPDATE webhook_endpoint SET concurrency = 1 WHERE id = '%s'", endpoint);
    sink.fail(204, 1, 1500);
    EventId slow = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Seen first = sink.await("submission.queued", 1).getFirst();
    assertThat(first.id()).isEqualTo(slow.value());

    caller.post(path(endpoint) + "/test").then().statusCode(202);

    Seen test = sink.await("endpoint.test", 2).getLast();
    assertThat(test.at()).isAfterOrEqualTo(first.at().plusMillis(1400));
  }

  @Test
  void testWaitsForTheRateAndCountsForIt() {
    String endpoint = caller.activeEndpoint(sink);
    Database.change(
        "UPDATE webhook_endpoint SET max_per_second = 1, claims = array_fill(now() + interval '2"
            + " s', ARRAY[2]) WHERE id = '%s'",
        endpoint);
    Instant asked = Instant.now();

    caller.post(path(endpoint) + "/test").then().statusCode(202);

    assertThat(sink.await("endpoint.test", 2).getLast().at()).isAfter(asked.plusSeconds(1));
    assertThat(
            Database.number(
                "SELECT cardinality(claims) FROM webhook_endpoint WHERE id = '%s'", endpoint))
        .isEqualTo(1);
  }

  private static long pending(String mark) {
    return Database.number(
        "SELECT count(*) FROM webhook_delivery WHERE id LIKE 'dlv_%s%%' AND status = 'PENDING'",
        mark);
  }

  private static String path(String endpoint) {
    return "/v1/webhook-endpoints/" + endpoint;
  }
}
