package se.sluss.intake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.model.id.SubmissionId;

@IntakeTest
class WallsIT {
  @Inject AgroalDataSource database;

  private Customer one;
  private Customer neighbour;
  private Customer stranger;
  private String ofOne;

  @BeforeEach
  void threeTenantsOfTwoVendors() {
    one = Customer.inTestMode();
    neighbour = Customer.ofVendor(one.vendorId(), "test");
    stranger = Customer.inTestMode();
    ofOne = handIn(one);
    handIn(neighbour);
    handIn(stranger);
  }

  @Test
  void whatIsAnothersOrOfTheOtherModeIsAnsweredAsWhatIsNot() {
    String unknown =
        one.status(SubmissionId.next().value()).then().statusCode(404).extract().path("detail");
    for (Customer other : List.of(neighbour, stranger, one.inMode("live"))) {
      for (String tail : List.of("", "/document")) {
        Response answer = other.call().get("/v1/submissions/" + ofOne + tail);
        answer.then().statusCode(404).body("code", equalTo("not-found"));
        assertThat(answer.<String>path("detail")).isEqualTo(unknown);
      }
      other
          .call()
          .post("/v1/submissions/" + ofOne + "/cancel")
          .then()
          .statusCode(404)
          .body("detail", equalTo(unknown));
      other
          .call()
          .get("/v1/submissions")
          .then()
          .statusCode(200)
          .body("data.findAll { it.id == '" + ofOne + "' }", hasSize(0));
    }
    one.status(ofOne).then().statusCode(200).body("cancelRequestedAt", equalTo(null));
  }

  @Test
  void whatIsNoIdentifierIsAnsweredTheSame() {
    for (String id : List.of("sub_1", "ten_" + ofOne.substring(4), "x".repeat(300), "'")) {
      one.call()
          .get("/v1/submissions/{id}", id)
          .then()
          .statusCode(404)
          .body("code", equalTo("not-found"));
    }
  }

  @Test
  void aVendorsClientSeesItsTenantsAndNarrowsToOne() {
    Customer vendor =
        new Customer(one.vendorId(), one.tenantId(), one.organisationNumber(), one.vendorKey());

    vendor.call().get("/v1/submissions").then().statusCode(200).body("data", hasSize(2));
    vendor
        .call()
        .header("Sluss-Tenant", one.tenantId())
        .get("/v1/submissions")
        .then()
        .statusCode(200)
        .body("data", hasSize(1));
    vendor
        .call()
        .header("Sluss-Tenant", neighbour.tenantId())
        .get("/v1/submissions/" + ofOne)
        .then()
        .statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"submission", "submission_document", "submission_history"})
  void theDatabaseShowsATenantItsOwnRowsOnly(String table) throws SQLException {
    assertThat(owners(table, one.vendorId(), one.tenantId(), "test")).containsOnly(one.tenantId());
    assertThat(owners(table, one.vendorId(), "", "test"))
        .containsOnly(one.tenantId(), neighbour.tenantId());
    assertThat(owners(table, one.vendorId(), one.tenantId(), "live")).isEmpty();
    assertThat(owners(table, stranger.vendorId(), one.tenantId(), "test")).isEmpty();
    assertThat(owners(table, "", "", "test")).isEmpty();
    assertThat(owners(table, one.vendorId(), one.tenantId(), "")).isEmpty();
  }

  @Test
  void theDatabaseShowsTheDirectoryToItsOwnerOnly() throws SQLException {
    assertThat(column("SELECT id FROM vendor", one.vendorId(), one.tenantId(), "test"))
        .containsExactly(one.vendorId());
    assertThat(column("SELECT id FROM tenant", one.vendorId(), one.tenantId(), "test"))
        .containsExactly(one.tenantId());
    assertThat(column("SELECT tenant_id FROM client", one.vendorId(), one.tenantId(), "test"))
        .containsExactly(one.tenantId());
    for (String table : List.of("vendor", "tenant", "client")) {
      assertThat(column("SELECT id FROM " + table, "", "", "")).isEmpty();
    }
  }

  @Test
  void theDatabaseTakesNoRowForAnotherAndNoChangeOfAnothers() throws SQLException {
    assertThatThrownBy(
            () ->
                change(
                    "INSERT INTO submission_history VALUES ('"
                        + ofOne
                        + "', 99, '"
                        + one.vendorId()
                        + "', '"
                        + one.tenantId()
                        + "', 'test', 'RECEIVED', now(), 'c', 'w', 'n')",
                    stranger))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row-level security");
    assertThat(change("UPDATE submission SET state = 'RECEIVED'", stranger)).isEqualTo(1);
    assertThatThrownBy(() -> change("INSERT INTO vendor VALUES ('ven_x', 0, 'x', now())", one))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("row-level security");
    one.status(ofOne).then().body("state", equalTo("ACCEPTED"));
  }

  private static String handIn(Customer customer) {
    return customer
        .handIn(customer.timeReport(UUID.randomUUID()))
        .then()
        .statusCode(202)
        .extract()
        .path("id");
  }

  private List<String> owners(String table, String vendor, String tenant, String mode)
      throws SQLException {
    return column("SELECT tenant_id FROM " + table, vendor, tenant, mode);
  }

  private List<String> column(String query, String vendor, String tenant, String mode)
      throws SQLException {
    try (Connection connection = as(vendor, tenant, mode);
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      connection.rollback();
      return values;
    }
  }

  private int change(String statement, Customer customer) throws SQLException {
    try (Connection connection = as(customer.vendorId(), customer.tenantId(), "test")) {
      try (PreparedStatement prepared = connection.prepareStatement(statement)) {
        return prepared.executeUpdate();
      } finally {
        connection.rollback();
      }
    }
  }

  private Connection as(String vendor, String tenant, String mode) throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (PreparedStatement settings =
        connection.prepareStatement(
            "SELECT set_config('sluss.vendor', ?, true), set_config('sluss.tenant', ?, true),"
                + " set_config('sluss.mode', ?, true)")) {
      settings.setString(1, vendor);
      settings.setString(2, tenant);
      settings.setString(3, mode);
      settings.execute();
    }
    return connection;
  }
}
