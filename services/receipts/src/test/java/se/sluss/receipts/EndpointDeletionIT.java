package se.sluss.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import se.sluss.receipts.support.Caller;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.RoomTest;
import se.sluss.receipts.support.Rooms;
import se.sluss.receipts.support.Sink;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

/** An endpoint is deleted at once, whatever waits for it and whoever is busy with that. */
@RoomTest
class EndpointDeletionIT {
  private static final Rooms ROOMS = new Rooms();
  private static final int BACKLOG = 1_500;

  private final Caller caller = Caller.tenant(ROOMS);
  private final Sink sink = new Sink("h" + UUID.randomUUID());

  @AfterAll
  static void close() {
    ROOMS.close();
  }

  @Test
  void aBacklogOfAnySizeEndsInParts() {
    String endpoint = endpointWithSomethingThatWaits();
    Database.change(
        "INSERT INTO webhook_delivery (id, vendor_id, tenant_id, mode, endpoint_id, event_id, kind,"
            + " status, due_at, created_at) SELECT id || '_' || n, vendor_id, tenant_id, mode,"
            + " endpoint_id, event_id, 'REPLAY', 'PENDING', now(), now()"
            + " FROM webhook_delivery, generate_series(1, %d) n"
            + " WHERE endpoint_id = '%s' AND status = 'PENDING'",
        BACKLOG, endpoint);

    delete(endpoint);

    assertThat(pending(endpoint)).isPositive().isLessThan(BACKLOG);
    Database.change(
        "UPDATE webhook_endpoint SET status_since = now() - interval '1 hour' WHERE id = '%s'",
        endpoint);
    Eventually.holds(() -> assertThat(pending(endpoint)).isZero());
  }

  @Test
  void nobodyWhoNotesAnAttemptIsWaitedFor() throws SQLException {
    String endpoint = endpointWithSomethingThatWaits();
    try (Connection busy = TestServers.running(false).superuser();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute(
          "SELECT id FROM receipts.webhook_delivery WHERE endpoint_id = '"
              + endpoint
              + "' AND status = 'PENDING' FOR UPDATE");

      delete(endpoint);

      assertThat(pending(endpoint)).isEqualTo(1);
      busy.rollback();
    }
  }

  private String endpointWithSomethingThatWaits() {
    String endpoint = caller.activeEndpoint(sink);
    caller.post("/v1/webhook-endpoints/" + endpoint + "/pause").then().statusCode(200);
    ROOMS.tell(Rooms.queued(Rooms.submission(caller)));
    Eventually.holds(() -> assertThat(pending(endpoint)).isEqualTo(1));
    return endpoint;
  }

  private void delete(String endpoint) {
    caller.request().delete("/v1/webhook-endpoints/" + endpoint).then().statusCode(204);
  }

  private static long pending(String endpoint) {
    return Database.number(
        "SELECT count(*) FROM webhook_delivery WHERE endpoint_id = '%s' AND status = 'PENDING'",
        endpoint);
  }
}
