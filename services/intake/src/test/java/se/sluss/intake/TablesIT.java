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

  private static ValidatableResponse one(Customer customer, String id) {
    return customer.call().get("/v1/submissions/" + id).then().statusCode(200);
  }
}
