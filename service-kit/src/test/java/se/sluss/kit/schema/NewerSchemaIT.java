package se.sluss.kit.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.kit.probe.KitTest;

/** Each test is the start of a replica over what the database's history says. */
@KitTest
class NewerSchemaIT {
  private static final String OF_ANOTHER = "of another release";
  private static final String OF_OURS = "version IS NULL AND description = 'probe'";

  @Inject Flyway flyway;
  @Inject AgroalDataSource database;
  @Inject NewerSchemaStays newerSchemaStays;

  private long newestBefore;

  @BeforeEach
  void look() throws SQLException {
    newestBefore = number("SELECT max(installed_rank) FROM flyway_schema_history");
  }

  @AfterEach
  void asItWas() throws SQLException {
    execute("DELETE FROM flyway_schema_history WHERE installed_rank > " + newestBefore);
    execute("DROP TABLE IF EXISTS later");
    theFunctionIs("ours");
  }

  @ParameterizedTest
  @CsvSource({"999999, FUTURE_SUCCESS", "0.5, MISSING_SUCCESS"})
  void anOlderReplicaStartsOverWhatANewerReleaseMigrated(String version, MigrationState state)
      throws SQLException {
    aNewerReleaseMigrated(version);
    assertThat(flyway.info().applied()).extracting(each -> each.getState()).contains(state);

    start();

    assertThat(applied()).isEqualTo(1);
  }

  @Test
  void anOlderReplicaLeavesTheFunctionsOfANewerRelease() throws SQLException {
    aNewerReleaseReplacedTheFunction();

    start();

    assertThat(text("SELECT probe_release()")).isEqualTo("newer");
    assertThat(applied()).isEqualTo(1);
  }

  @Test
  void anOlderReplicaStartsOverAFunctionThatItDoesNotHave() throws SQLException {
    entry("NULL", OF_ANOTHER, "db/migration/R__of_another_release.sql");

    start();

    assertThat(applied()).isEqualTo(1);
  }

  @Test
  void anOlderReplicaLeavesTablesAndFunctionsOfANewerRelease() throws SQLException {
    aNewerReleaseMigrated("999999");
    aNewerReleaseReplacedTheFunction();

    start();

    assertThat(text("SELECT probe_release()")).isEqualTo("newer");
    assertThat(applied()).isEqualTo(2);
  }

  @Test
  void aNewerReplicaPutsRightWhatAnOlderOnePutBack() throws SQLException {
    execute(entryOf("0", "NULL", "probe", "db/migration/R__probe.sql"));
    theFunctionIs("older");
    entry("NULL", "probe", "db/migration/R__probe.sql");
    try {
      start();

      assertThat(text("SELECT probe_release()")).isEqualTo("ours");
    } finally {
      execute("DELETE FROM flyway_schema_history WHERE installed_rank = 0");
    }
  }

  @Test
  void aNewerReplicaReplacesTheFunctionsOfAnOlder() throws SQLException {
    aNewerReleaseReplacedTheFunction();
    ourFunctionWasNeverThere();
    try {
      start();

      assertThat(text("SELECT probe_release()")).isEqualTo("ours");
    } finally {
      checksumMoves(-1, OF_OURS);
    }
  }

  @Test
  void whoHasATableOfItsOwnPutsItsFunctionsBackToo(@TempDir Path folder)
      throws IOException, SQLException {
    aNewerReleaseReplacedTheFunction();

    ofAReleaseWithOneTableMore(folder).load().migrate();

    assertThat(text("SELECT probe_release()")).isEqualTo("ours");
    assertThat(number("SELECT count(*) FROM later")).isZero();
  }

  @Test
  void whoHasATableOfItsOwnAndDoesNotKnowAnothersDoesNotStart(@TempDir Path folder)
      throws IOException, SQLException {
    aNewerReleaseMigrated("999999");
    FluentConfiguration configuration = ofAReleaseWithOneTableMore(folder);

    assertThatThrownBy(() -> configuration.load().migrate())
        .isInstanceOf(FlywayValidateException.class)
        .hasMessageContaining("999999");
  }

  @Test
  void aMigrationThatWasChangedSinceStopsTheStart() throws SQLException {
    aNewerReleaseMigrated("999999");
    checksumMoves(1, "version = '1'");
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(FlywayValidateException.class)
          .hasMessageContaining("checksum");
    } finally {
      checksumMoves(-1, "version = '1'");
    }
  }

  @Test
  void oneThatDoesNotMigrateAtItsStartDoesNotLook() {
    FluentConfiguration unreachable =
        new FluentConfiguration().dataSource("jdbc:postgresql://127.0.0.1:1/none", "", "");

    assertThatCode(() -> new NewerSchemaStays(false).customize(unreachable))
        .doesNotThrowAnyException();
  }

  @Test
  void whoHasAFunctionThatWasNeverThereAndDoesNotKnowAnothersDoesNotStart() throws SQLException {
    aNewerReleaseMigrated("999999");
    ourFunctionWasNeverThere();
    try {
      assertThatThrownBy(this::start)
          .isInstanceOf(FlywayValidateException.class)
          .hasMessageContaining("999999");
    } finally {
      checksumMoves(-1, OF_OURS);
    }
  }

  /** As Quarkus has it done when a room starts. */
  private void start() {
    customized(ofThisRelease()).load().migrate();
  }

  private FluentConfiguration ofThisRelease() {
    return new FluentConfiguration().configuration(flyway.getConfiguration());
  }

  private FluentConfiguration ofAReleaseWithOneTableMore(Path folder) throws IOException {
    Files.writeString(folder.resolve("V101__later.sql"), "CREATE TABLE later ();");
    return customized(
        ofThisRelease()
            .resourceProvider(null)
            .locations("classpath:db/kit", "classpath:db/migration", "filesystem:" + folder));
  }

  private FluentConfiguration customized(FluentConfiguration configuration) {
    newerSchemaStays.customize(configuration);
    return configuration;
  }

  private void aNewerReleaseMigrated(String version) throws SQLException {
    entry("'" + version + "'", OF_ANOTHER, "V" + version + "__of_another_release.sql");
  }

  private void aNewerReleaseReplacedTheFunction() throws SQLException {
    theFunctionIs("newer");
    entry("NULL", "probe", "db/migration/R__probe.sql");
  }

  private void ourFunctionWasNeverThere() throws SQLException {
    checksumMoves(1, OF_OURS);
  }

  private void checksumMoves(int by, String which) throws SQLException {
    execute(
        "UPDATE flyway_schema_history SET checksum = checksum + (%d) WHERE %s"
            .formatted(by, which));
  }

  private void theFunctionIs(String word) throws SQLException {
    execute(
        "CREATE OR REPLACE FUNCTION probe_release() RETURNS text LANGUAGE sql IMMUTABLE RETURN '%s'"
            .formatted(word));
  }

  private void entry(String version, String description, String script) throws SQLException {
    execute(entryOf("max(installed_rank) + 1", version, description, script));
  }

  private static String entryOf(String rank, String version, String description, String script) {
    return """
        INSERT INTO flyway_schema_history (installed_rank, version, description, type, script,
          checksum, installed_by, execution_time, success)
        SELECT DISTINCT %s, %s, '%s', 'SQL', '%s', 1, current_user, 1, true
        FROM flyway_schema_history
        """
        .formatted(rank, version, description, script);
  }

  /** Entries of the history that were not there before the test. */
  private long applied() throws SQLException {
    return number(
        "SELECT count(*) FROM flyway_schema_history WHERE installed_rank > " + newestBefore);
  }

  private long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  private String text(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.execute();
    }
  }
}
