package se.sluss.kit.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.ProbeTable;
import se.sluss.model.id.SubmissionId;

@KitTest
class WallsIT {
  @Inject AgroalDataSource database;
  @Inject Transactions transactions;
  @Inject ProbeTable probes;

  static Stream<Arguments> settings() {
    return Stream.of(
        Arguments.of("", "", "", "", 0),
        Arguments.of("", "ven_1", "ten_1", "test", 1),
        Arguments.of("", "ven_1", "", "test", 1),
        Arguments.of("", "ven_1", "ten_2", "test", 0),
        Arguments.of("", "ven_2", "ten_1", "test", 0),
        Arguments.of("", "ven_2", "", "test", 0),
        Arguments.of("", "ven_1", "ten_1", "live", 0),
        Arguments.of("", "ven_1", "", "", 0),
        Arguments.of("", "", "ten_1", "test", 0),
        Arguments.of("somebody", "", "", "", 0),
        Arguments.of("system", "", "", "", 1));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aRowIsSeenByItsOwnerAndTheSystemOnly(
      String actor, String vendor, String tenant, String mode, int seen) throws SQLException {
    String id = SubmissionId.next().value();
    transactions.asSystem(() -> probes.add(id, "ven_1", "ten_1", "test", "note"));

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(
          "SELECT set_config('sluss.actor', '%s', true), set_config('sluss.vendor', '%s', true), set_config('sluss.tenant', '%s', true), set_config('sluss.mode', '%s', true)"
              .formatted(actor, vendor, tenant, mode));
      assertThat(count(statement, id)).isEqualTo(seen);
      connection.rollback();
    }
  }

  @Test
  void withoutSettingsNothingIsSeenAndNothingWritten() throws SQLException {
    String id = SubmissionId.next().value();
    transactions.asSystem(() -> probes.add(id, "ven_1", "ten_1", "test", "note"));

    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(count(statement, id)).isZero();
    }
    assertThatThrownBy(() -> probes.add("other", "ven_1", "ten_1", "test", "note"))
        .hasRootCauseInstanceOf(SQLException.class)
        .rootCause()
        .hasMessageContaining("row-level security");
  }

  @Test
  void settingsEndWithTheirTransaction() throws SQLException {
    String id = SubmissionId.next().value();
    transactions.asSystem(() -> probes.add(id, "ven_1", "ten_1", "test", "note"));

    for (int connections = 0; connections < 30; connections++) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(count(statement, id)).isZero();
      }
    }
  }

  private static int count(Statement statement, String id) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT count(*) FROM probe WHERE id = '" + id + "'")) {
      row.next();
      return row.getInt(1);
    }
  }
}
