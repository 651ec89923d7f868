package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.EventId;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;

/** What is past its time is forgotten, and nothing that somebody may still be told. */
@RoomTest
class OldEventsIT {
  private static final Rooms ROOMS = new Rooms();
  private static final Duration KEPT = Duration.ofDays(90);

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = new Sink("h" + UUID.randomUUID());

  @Inject OldEvents events;

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void oldEventsGoWithTheirDeliveriesUnlessOneWaitsOrEndedLately() {
    String endpoint = caller.activeEndpoint(sink);
    EventId old = delivered(endpoint);
    EventId delayed = delivered(endpoint);
    EventId young = delivered(endpoint);
    caller.post("/v1/webhook-endpoints/" + endpoint + "/pause").then().statusCode(200);
    EventId waiting = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    caller.awaits("/v1/events", "data.size()", 4);
    for (EventId one : new EventId[] {old, delayed, waiting}) {
      Database.change(
          "UPDATE public_event SET happened_at = happened_at - interval '91 days' WHERE id = '%s'",
          one);
    }
    Database.change(
        "UPDATE webhook_delivery SET ended_at = ended_at - interval '91 days'"
            + " WHERE event_id = '%s'",
        old);

    events.forget(KEPT);

    caller
        .get("/v1/events")
        .then()
        .body("data.id", contains(delayed.value(), young.value(), waiting.value()));
    caller
        .get("/v1/webhook-endpoints/" + endpoint + "/deliveries")
        .then()
        .body("data.eventId", not(hasItem(old.value())))
        .body("data.eventId", hasItem(delayed.value()))
        .body("data.eventId", hasItem(waiting.value()));
    assertThat(
            Database.number(
                "SELECT count(*) FROM webhook_attempt a WHERE NOT EXISTS"
                    + " (SELECT FROM webhook_delivery d WHERE d.id = a.delivery_id)"))
        .isZero();
    caller.post("/v1/webhook-endpoints/" + endpoint + "/resume").then().statusCode(200);
    assertThat(sink.await("submission.queued", 4))
        .extracting(Sink.Seen::id)
        .contains(waiting.value());
  }

  @Test
  void deletedEndpointIsForgottenWithItsSecretOnceNothingIsLeftOfIt() {
    String endpoint = caller.endpoint(sink);
    caller.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(204);

    events.forget(KEPT);
    assertThat(rows(endpoint)).isEqualTo(1);
    Database.change(
        "UPDATE webhook_endpoint SET status_since = now() - interval '91 days' WHERE id = '%s'",
        endpoint);
    events.forget(KEPT);

    assertThat(rows(endpoint)).isZero();
  }

  private EventId delivered(String endpoint) {
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    String newest = "/v1/webhook-endpoints/" + endpoint + "/deliveries?limit=1";
    caller.awaits(newest, "data[0].eventId", event.value());
    caller.awaits(newest, "data[0].status", "DELIVERED");
    return event;
  }

  private static long rows(String endpoint) {
    return Database.number("SELECT count(*) FROM webhook_endpoint WHERE id = '%s'", endpoint);
  }
}
