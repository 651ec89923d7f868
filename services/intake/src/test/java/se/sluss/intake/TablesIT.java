package se.sluss.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.OpenTables;
import se.sluss.testsupport.TestServers;

@IntakeTest
class TablesIT {
  @Inject AgroalDataSource database;

  @Test
  void everyTableWithTenantsRowsHasAWallButThoseReadToFindOutWhoAsks() {
    assertThat(OpenTables.of(database)).containsExactly("api_client", "api_tenant");
  }

  /** As the room does when it is brought up to date: in its own role, behind the walls. */
  @Test
  void whatWaitedBeforeItWasKeptHasEverybodysSignatureMissing() throws SQLException, IOException {
    Customer customer = Customer.inTestMode();
    String id =
        customer
            .handIn(customer.timeReport(UUID.randomUUID()))
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    try (Connection superuser = TestServers.running(false).superuser();
        Statement statement = superuser.createStatement()) {
      statement.execute(
          "UPDATE intake.submission SET missing_roles = '' WHERE id = '%s'".formatted(id));
    }
    one(customer, id).body("missingSignatures", empty());

    try (Connection room = database.getConnection();
        Statement statement = room.createStatement();
        InputStream script =
            getClass().getResourceAsStream("/db/migration/V122__nobody_missing.sql")) {
      room.setAutoCommit(false);
      statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      room.commit();
    }

    one(customer, id).body("missingSignatures", contains("ASSISTENT", "ANORDNARE"));
  }

  @Test
  void aVendorsMonthAndItsListsByPersonAreReadByAnIndexOfTheirs() throws SQLException {
    Customer customer = Customer.inTestMode();
    String id = customer.handIn(customer.timeReport(UUID.randomUUID())).path("id");
    try (Connection many = Database.undecided(Database.manyLike(id));
        Statement statement = many.createStatement()) {
      statement.execute("ANALYZE intake.submission");
      String owner =
          "EXPLAIN SELECT * FROM intake.submission WHERE vendor_id = '%s' AND mode = 'test'"
              .formatted(customer.vendorId());

      assertThat(
              Database.plan(
                  many,
                  owner + " AND month = '2031-05' ORDER BY person_key, assistant_key, id LIMIT 20"))
          .contains("submission_of_vendors_month")
          .doesNotContain("Sort");
      assertThat(
              Database.plan(
                  many,
                  owner + " AND person_key = 'p7' ORDER BY created_at DESC, id DESC LIMIT 20"))
          .contains("submission_of_vendors_person")
          .doesNotContain("Sort");
    }
  }

  /** For the warning of a second report, and for a tenant's lists by person. */
  @Test
  void aMonthsReportsOfOnePersonAreReadByAnIndexOfTheirs() throws SQLException {
    Customer customer = Customer.inTestMode();
    String id = customer.handIn(customer.timeReport(UUID.randomUUID())).path("id");
    try (Connection many = Database.undecided(Database.manyLike(id));
        Statement statement = many.createStatement()) {
      statement.execute("ANALYZE intake.submission");
      String ofPerson =
          " FROM intake.submission WHERE tenant_id = 'ten_many_7' AND mode = 'test'"
              + " AND person_key = 'p7'";

      assertThat(Database.plan(many, "EXPLAIN SELECT *" + ofPerson))
          .contains("submission_once_per_report_number");
      assertThat(
              Database.plan(
                  many,
                  "EXPLAIN SELECT max(report_number)"
                      + ofPerson
                      + " AND assistant_key = 'a' AND month = '2031-08'"))
          .contains("submission_once_per_report_number");
    }
  }

  private static ValidatableResponse one(Customer customer, String id) {
    return customer.call().get("/v1/submissions/" + id).then().statusCode(200);
  }
}
