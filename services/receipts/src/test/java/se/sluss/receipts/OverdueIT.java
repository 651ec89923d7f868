package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.EventId;
import se.sluss.receipts.ops.DeliveryMetrics;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.receipts.webhook.delivery.DeliveryQueue;
import se.sluss.receipts.webhook.delivery.DeliveryQueue.Backlog;
import se.sluss.testsupport.Eventually;

/** What is due and nobody makes shows, and what only waits does not. */
@RoomTest
class OverdueIT {
  private static final Rooms ROOMS = new Rooms();

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = new Sink("h" + UUID.randomUUID());

  @Inject DeliveryQueue queue;
  @Inject DeliveryMetrics metrics;

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void testThatNobodySendsIsOverdueWhateverTheEndpointsStatus() {
    String endpoint = caller.endpoint(sink);
    Database.change(
        "UPDATE webhook_endpoint SET max_per_second = 1, claims = ARRAY[now() + interval '1 hour']"
            + " WHERE id = '%s'",
        endpoint);
    String path = "/v1/webhook-endpoints/" + endpoint;
    caller.post(path + "/test").then().statusCode(202);
    Database.change(
        "UPDATE webhook_delivery SET due_at = now() - interval '2 hours' WHERE endpoint_id = '%s'",
        endpoint);

    assertThat(queue.backlog().longestOverdue())
        .isBetween(Duration.ofMinutes(120), Duration.ofMinutes(130));

    caller.request().delete(path).then().statusCode(204);
    assertThat(queue.backlog().longestOverdue()).isLessThan(Duration.ofMinutes(100));
  }

  @Test
  void deliveryThatIsDueAndThatNobodyTakesIsOverdueUntilItsEndpointIsPaused() {
    String endpoint = caller.activeEndpoint(sink);
    // No process takes what is for it, as if none were there: claims of the next hour fill its
    // rate.
    Database.change(
        "UPDATE webhook_endpoint SET max_per_second = 1, claimed_at = now() - interval '1 hour',"
            + " claims = ARRAY[now() + interval '1 hour'] WHERE id = '%s'",
        endpoint);
    EventId event = ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    String path = "/v1/webhook-endpoints/" + endpoint;
    caller.awaits(path + "/deliveries?limit=1", "data[0].eventId", event.value());

    Database.change(
        "UPDATE webhook_delivery SET due_at = now() - interval '30 minutes'"
            + " WHERE event_id = '%s'",
        event.value());

    Backlog overdue = queue.backlog();
    assertThat(overdue.overdue()).isPositive();
    assertThat(overdue.longestOverdue()).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(40));
    Eventually.holds(
        () ->
            assertThat(metrics.overdue())
                .isBetween(Duration.ofMinutes(30), Duration.ofMinutes(40)));
    caller.post(path + "/pause").then().statusCode(200);
    assertThat(queue.backlog().longestOverdue()).isLessThan(Duration.ofMinutes(10));
    Database.change(
        "UPDATE webhook_endpoint SET max_per_second = NULL, claims = '{}' WHERE id = '%s'",
        endpoint);
    caller.post(path + "/resume").then().statusCode(200);
    Eventually.holds(
        () -> assertThat(sink.seen()).extracting(Sink.Seen::id).contains(event.value()));
  }
}
