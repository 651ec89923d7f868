package se.sluss.signing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/** What another replica makes of an order whose worker died between two steps. */
@SigningTest
class AfterACrashIT {
  @Inject OrderDesks desks;
  @Inject Transactions transactions;
  @Inject AgroalDataSource database;

  @ConfigProperty(name = "test.bankid.control")
  String bankId;

  private World world;
  private OrderDesk desk;

  @BeforeEach
  void freshTenant() {
    desk = desks.fresh();
    world = desk.world();
  }

  @Test
  void anOrderLeftWhileBankIdWasAskedIsNeverAskedForAgain() {
    String order = pendingOrder();
    int opened = ordersAtBankId();

    // As if the worker had died before it kept BankID's answer.
    put(order, "status = 'OPENING', sealed_session = NULL, opened_at = NULL");

    desk.awaitStatus(order, "FAILED");
    desk.get(order).body("reason", equalTo("startUnknown"));
    assertThat(ordersAtBankId()).isEqualTo(opened);
  }

  @Test
  void anAnswerThatWasStoredIsJudgedThoughItCannotBeCollectedAgain() {
    String order = pendingOrder();
    desk.sign(order, TestPersons.PROVIDER_SIGNER);
    desk.awaitStatus(order, "COMPLETED");

    // As if the worker had died after the answer was stored and before it was judged.
    put(order, "status = 'COLLECTED', finished_at = NULL");

    desk.awaitStatus(order, "COMPLETED");
  }

  @Test
  void whoeverSignedIsToldThatBankIdsOneFinalAnswerGotLost() {
    desk.autoSign(true);
    desk.lose("collect", 100);
    String order = desk.opened(world.notification());

    // Whoever may hold the answer has the time to store it: that is tried every second.
    assertThat(Eventually.value(() -> leftTo(order), Optional::isPresent))
        .hasValueSatisfying(seconds -> assertThat(seconds).isBetween(5.0, 10.0));
    desk.awaitStatus(order, "FAILED");
    desk.get(order)
        .body("reason", equalTo("answerLost"))
        .body("message.code", equalTo("ANSWER_LOST"));
  }

  /** The seconds until an order that was found gone is looked at again; empty while it was not. */
  private Optional<Double> leftTo(String order) {
    return transactions.asSystem(
        () -> {
          String left =
              "SELECT extract(epoch FROM next_step_at - clock_timestamp()) FROM signing_order"
                  + " WHERE id = ? AND found_gone";
          try (Connection connection = database.getConnection();
              PreparedStatement statement = connection.prepareStatement(left)) {
            statement.setString(1, order);
            try (ResultSet row = statement.executeQuery()) {
              return row.next() ? Optional.of(row.getDouble(1)) : Optional.empty();
            }
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private String pendingOrder() {
    String order = desk.pending(world.notification());
    return order;
  }

  private int ordersAtBankId() {
    return given().get(bankId + "/orders").then().extract().<List<?>>path("$").size();
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
