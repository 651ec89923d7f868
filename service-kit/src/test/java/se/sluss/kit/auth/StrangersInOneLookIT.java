package se.sluss.kit.auth;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/** Requests that come together share a look for their keys, and nothing else. */
@KitTest
class StrangersInOneLookIT {
  @Inject Callers callers;
  @Inject AgroalDataSource database;

  @Test
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  void aKeyThatIsBeingChangedHoldsUpNobody() throws SQLException {
    String changing = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    String other = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    try (Connection change = database.getConnection()) {
      change.setAutoCommit(false);
      execute(
          change,
          "UPDATE api_client SET scopes = scopes WHERE key_sha256 = ?",
          ApiKeys.sha256(changing));

      assertThat(list(changing)).isEqualTo(200);
      assertThat(list(other)).isEqualTo(200);
      change.rollback();
    }
  }

  @Test
  void aRowThatCannotBeReadIsAFaultForItsOwnCallerAlone() throws Exception {
    TenantId odd = TenantId.next();
    String oddsKey = callers.tenantsKey(VendorId.next(), odd, Mode.TEST);
    try (Connection connection = database.getConnection()) {
      execute(
          connection,
          "INSERT INTO api_owner (id, status) VALUES (?, 'OF_A_LATER_VERSION')",
          odd.value());
    }
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String other = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
      requests.add(() -> list(oddsKey));
      requests.add(() -> list(other));
    }

    List<Integer> answers = new ArrayList<>();
    try (var together = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> answer : together.invokeAll(requests)) {
        answers.add(answer.get());
      }
    }

    for (int i = 0; i < answers.size(); i += 2) {
      assertThat(answers.subList(i, i + 2)).containsExactly(500, 200);
    }
  }

  private static int list(String key) {
    return given().header("Authorization", "Bearer " + key).get("/v1/probes").statusCode();
  }

  private static void execute(Connection connection, String sql, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.execute();
    }
  }
}
