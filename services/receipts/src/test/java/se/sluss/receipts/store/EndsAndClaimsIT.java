package se.sluss.receipts.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.VendorId;
import se.sluss.receipts.support.Database;
import se.sluss.receipts.support.PlannedDeliveries;
import se.sluss.receipts.support.RoomTest;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

/** An attempt whose lease ran out is ended just when somebody claims its delivery. */
@RoomTest
class EndsAndClaimsIT {
  private final VendorId vendor = VendorId.next();

  @AfterEach
  void forget() {
    PlannedDeliveries.forget(vendor);
  }

  @Test
  void whoClaimsAndWhoEndsLateDoNotWaitForEachOther() throws Exception {
    PlannedDeliveries.plan(vendor, 1, 1);
    String delivery =
        Database.text("SELECT id FROM webhook_delivery WHERE vendor_id = '%s'", vendor);
    AttemptId attempt = AttemptId.next();
    Database.change(
        "UPDATE webhook_delivery SET attempts = 1, attempt_id = '%s',"
            + " lease_until = now() - interval '1 second' WHERE id = '%s'",
        attempt, delivery);
    Database.change(
        "INSERT INTO webhook_attempt (id, vendor_id, mode, delivery_id, number, started_at)"
            + " VALUES ('%s', '%s', 'test', '%s', 1, now())",
        attempt, vendor, delivery);

    try (Connection claiming = connection();
        Connection ending = connection();
        ExecutorService threads = Executors.newSingleThreadExecutor()) {
      // given one who has taken the delivery, as a claim does first
      claiming.setAutoCommit(false);
      run(claiming, "SELECT id FROM webhook_delivery WHERE id = '%s' FOR UPDATE", delivery);
      Future<?> ended =
          threads.submit(
              () ->
                  run(
                      ending,
                      "SELECT end_webhook_attempts('{%s}', '{%s}', '{DELIVERED}', '{NULL}',"
                          + " '{200}', '{5}', ARRAY[''::bytea], '{DELIVERED}', '{NULL}')",
                      attempt,
                      delivery));
      Eventually.holds(
          () ->
              assertThat(
                      Database.number(
                          "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                              + " AND query LIKE 'SELECT end_webhook_attempts(''{%s}%%'",
                          attempt))
                  .isEqualTo(1));

      // when it takes the attempt for lost, as a claim does next
      run(
          claiming,
          "UPDATE webhook_attempt SET outcome = 'LOST' WHERE delivery_id = '%s'"
              + " AND outcome IS NULL",
          delivery);
      claiming.commit();

      // then both come to their end, and what was delivered is
      ended.get();
    }
    assertThat(Database.text("SELECT status FROM webhook_delivery WHERE id = '%s'", delivery))
        .isEqualTo("DELIVERED");
    assertThat(Database.text("SELECT outcome FROM webhook_attempt WHERE id = '%s'", attempt))
        .isEqualTo("DELIVERED");
  }

  private static Connection connection() throws SQLException {
    Connection connection = TestServers.running(false).superuser();
    run(connection, "SET search_path = receipts");
    return connection;
  }

  private static boolean run(Connection connection, String sql, Object... values)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql.formatted(values));
    }
  }
}
