package se.sluss.intake.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.Database;
import se.sluss.intake.IntakeTest;

@IntakeTest
class StandingTableIT {
  /** As a client reads it that acts for all tenants of its vendor, behind the walls. */
  private static final String AS_A_VENDORS_CLIENT =
      """
      SET LOCAL ROLE sluss_intake;
      SET LOCAL search_path = intake;
      SELECT set_config('sluss.vendor', '%s', true), set_config('sluss.mode', 'test', true)
      """;

  /** With what it really reads. */
  private static final String EXPLAIN =
      "EXPLAIN (ANALYZE, BUFFERS OFF, COSTS OFF, SUMMARY OFF, TIMING OFF) ";

  @Test
  void oneRowIsReadOfEachLaneHoweverManyWaitInIt() throws SQLException {
    Customer customer = Customer.inTestMode();
    String id = customer.handIn(customer.timeReport(UUID.randomUUID())).path("id");
    Database.execute(
        ("UPDATE intake.submission SET state = 'QUEUED', queue_stands_still = 'PAUSED'"
                + " WHERE id = '%s'")
            .formatted(id));
    try (Connection many = Database.undecided(Database.manyLike(id));
        Statement statement = many.createStatement()) {
      statement.execute("ANALYZE intake.submission");
      statement.execute(AS_A_VENDORS_CLIENT.formatted(customer.vendorId()));
      String ofTwoTenants =
          StandingTable.STANDS_STILL
              .replace("?", "'{%s}'")
              .formatted(
                  customer.vendorId() + "," + customer.vendorId(),
                  "ten_many_7,ten_many_8",
                  "test,test",
                  "ELT,ELT");

      assertThat(Database.plan(many, EXPLAIN + ofTwoTenants))
          .containsPattern(
              "Index Scan using submission_last_in_lane on submission \\(actual rows=1.00 loops=2\\)")
          .doesNotContain("Sort", "Rows Removed");
    }
  }
}
