package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestPersons;

/** What another replica makes of an order whose worker died between two steps. */
@SigningTest
class AfterACrashIT {
  @Inject Sealer sealer;
  @Inject Transactions transactions;
  @Inject AgroalDataSource database;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private World world;

  @BeforeEach
  void freshTenant() {
    world = new World(KafkaProbe.onTestServers(), sealer, Mode.TEST);
    given()
        .contentType("application/json")
        .body(Map.of("enabled", false, "delayMillis", 0))
        .put(bankId + "/auto")
        .then()
        .statusCode(200);
  }

  @Test
  void anOrderLeftWhileBankIdWasAskedIsNeverAskedForAgain() {
    String order = pendingOrder();
    int opened = ordersAtBankId();

    // As if the worker had died before it kept BankID's answer.
    put(order, "status = 'OPENING', sealed_session = NULL, opened_at = NULL");

    Eventually.holds(() -> get(order).body("status", equalTo("FAILED")));
    get(order).body("reason", equalTo("startUnknown"));
    assertThat(ordersAtBankId()).isEqualTo(opened);
  }

  @Test
  void anAnswerThatWasStoredIsJudgedThoughItCannotBeCollectedAgain() {
    String order = pendingOrder();
    given()
        .contentType("application/json")
        .body(
            Map.of(
                "autoStartToken",
                get(order).extract().path("autoStartToken"),
                "personalNumber",
                TestPersons.PROVIDER_SIGNER,
                "action",
                "sign"))
        .post(bankId + "/device/autostart")
        .then()
        .statusCode(200);
    Eventually.holds(() -> get(order).body("status", equalTo("COMPLETED")));

    // As if the worker had died after the answer was stored and before it was judged.
    put(order, "status = 'COLLECTED', finished_at = NULL");

    Eventually.holds(() -> get(order).body("status", equalTo("COMPLETED")));
  }

  private String pendingOrder() {
    SubmissionRef ref = world.notification();
    String order =
        given()
            .spec(world.client())
            .body(
                Map.of(
                    "submissionIds",
                    List.of(ref.submissionId().value()),
                    "role",
                    "ANORDNARE",
                    "signerPersonalNumber",
                    TestPersons.PROVIDER_SIGNER,
                    "endUserIp",
                    "127.0.0.1"))
            .post("/v1/signing-orders")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    Eventually.holds(() -> get(order).body("status", equalTo("PENDING")));
    return order;
  }

  private int ordersAtBankId() {
    return given().get(bankId + "/orders").then().extract().<List<?>>path("$").size();
  }

  private ValidatableResponse get(String order) {
    return given().spec(world.client()).get("/v1/signing-orders/" + order).then().statusCode(200);
  }

  private void put(String order, String columns) {
    transactions.asSystem(
        () -> {
          String update =
              "UPDATE signing_order SET "
                  + columns
                  + ", next_step_at = clock_timestamp(), version = version + 1 WHERE id = ?";
          try (Connection connection = database.getConnection();
              PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, order);
            assertThat(statement.executeUpdate()).isOne();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
