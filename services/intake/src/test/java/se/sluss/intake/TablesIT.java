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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.OpenTables;
import se.sluss.testsupport.TestServers;

@IntakeTest
class TablesIT {
  /** A vendor's reports of many tenants, months and people. */
  private static final String MANY =
      """
      INSERT INTO intake.submission
      SELECT (jsonb_populate_record(row, jsonb_build_object(
        'id', 'sub_many_' || n, 'document_id', 'many' || n, 'tenant_id', 'ten_many_' || n %% 50,
        'month', 2030 + n %% 3 || '-0' || 1 + n %% 9, 'person_key', 'p' || n %% 500,
        'report_number', n, 'created_at', row.created_at - n * interval '1 minute'))).*
      FROM intake.submission AS row, generate_series(1, 20000) AS n WHERE id = '%s'
      """;

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
    try (Connection many = Database.undecided(MANY.formatted(id));
        Statement statement = many.createStatement()) {
      statement.execute("ANALYZE intake.submission");
      String owner =
          "EXPLAIN SELECT * FROM intake.submission WHERE vendor_id = '%s' AND mode = 'test'"
              .formatted(customer.vendorId());

      assertThat(
              plan(
                  statement,
                  owner + " AND month = '2031-05' ORDER BY person_key, assistant_key, id LIMIT 20"))
          .contains("submission_of_vendors_month")
          .doesNotContain("Sort");
      assertThat(
              plan(
                  statement,
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
    try (Connection many = Database.undecided(MANY.formatted(id));
        Statement statement = many.createStatement()) {
      statement.execute("ANALYZE intake.submission");
      String ofPerson =
          " FROM intake.submission WHERE tenant_id = 'ten_many_7' AND mode = 'test'"
              + " AND person_key = 'p7'";

      assertThat(plan(statement, "EXPLAIN SELECT *" + ofPerson))
          .contains("submission_once_per_report_number");
      assertThat(
              plan(
                  statement,
                  "EXPLAIN SELECT max(report_number)"
                      + ofPerson
                      + " AND assistant_key = 'a' AND month = '2031-08'"))
          .contains("submission_once_per_report_number");
    }
  }

  private static String plan(Statement statement, String query) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        plan.append(rows.getString(1)).append('\n');
      }
    }
    return plan.toString();
  }

  private static ValidatableResponse one(Customer customer, String id) {
    return customer.call().get("/v1/submissions/" + id).then().statusCode(200);
  }
}
