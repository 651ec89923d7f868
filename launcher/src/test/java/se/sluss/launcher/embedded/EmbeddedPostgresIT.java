package se.sluss.launcher.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.process.Ports;

class EmbeddedPostgresIT {
  private static final Map<Room, String> PASSWORDS =
      Map.of(
          Room.INTAKE, "one",
          Room.SIGNING, "it's two",
          Room.SUBMITTER, "three",
          Room.RECEIPTS, "four");

  @TempDir Path folder;
  private PostgresOptions options;
  private EmbeddedPostgres postgres;

  @BeforeEach
  void start() throws IOException, SQLException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = Ports.free(1).getFirst();
    options =
        new PostgresOptions(
            folder.resolve("with a space/data"),
            port,
            "of the superuser",
            PostgresOptions.LITTLE_MEMORY,
            true,
            folder.resolve("logs/postgres.log"),
            folder.resolve("run"));
    postgres = EmbeddedPostgres.start(options);
    SlussDatabase.prepare(postgres, PASSWORDS);
  }

  @AfterEach
  void stop() {
    postgres.close();
  }

  @Test
  void whatWasCommittedIsThereAfterAKillAndANewStart() throws SQLException {
    try (Connection intake = connect(Room.INTAKE, "one");
        Statement sql = intake.createStatement()) {
      sql.execute("CREATE TABLE kept (id text)");
      sql.execute("INSERT INTO kept VALUES ('sub_1')");
    }
    long before = postgres.process().pid();
    postgres.process().kill9();
    assertThat(postgres.dataFolder().resolve("postmaster.pid")).exists();

    postgres = EmbeddedPostgres.start(options);
    SlussDatabase.prepare(postgres, PASSWORDS);

    assertThat(postgres.process().pid()).isNotEqualTo(before);
    try (Connection intake = connect(Room.INTAKE, "one");
        Statement sql = intake.createStatement();
        ResultSet rows = sql.executeQuery("SELECT id FROM intake.kept")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1)).isEqualTo("sub_1");
    }
  }

  @Test
  void aLockFileWhosePidIsAStrangersNowDoesNotStopTheStart() throws IOException, SQLException {
    postgres.process().kill9();
    Path lock = postgres.dataFolder().resolve("postmaster.pid");
    String stranger = Long.toString(ProcessHandle.current().pid());
    Files.writeString(lock, Files.readString(lock).replaceFirst("[0-9]+", stranger));

    postgres = EmbeddedPostgres.start(options);

    assertThat(ProcessHandle.current().isAlive()).isTrue();
    connect(Room.INTAKE, "one").close();
  }

  @Test
  void aServerLeftRunningIsReplacedOnTheSameData() throws SQLException {
    EmbeddedPostgres leftover = postgres;

    postgres = EmbeddedPostgres.start(options);

    assertThat(leftover.process().alive()).isFalse();
    connect(Room.SIGNING, "it's two").close();
  }

  @Test
  void aRoleNeedsItsPassword() {
    assertThatThrownBy(() -> connect(Room.INTAKE, "two"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void aRoleSeesNothingOfAnotherRoom() throws SQLException {
    try (Connection intake = connect(Room.INTAKE, "one");
        Statement sql = intake.createStatement()) {
      sql.execute("CREATE TABLE mine (id text)");
    }
    try (Connection signing = connect(Room.SIGNING, "it's two");
        Statement sql = signing.createStatement()) {
      assertThatThrownBy(() -> sql.executeQuery("SELECT * FROM intake.mine"))
          .hasMessageContaining("permission denied for schema intake");
      assertThatThrownBy(() -> sql.execute("CREATE TABLE public.open (id text)"))
          .hasMessageContaining("permission denied for schema public");
      assertThatThrownBy(() -> sql.execute("CREATE SCHEMA other"))
          .hasMessageContaining("permission denied for database");
    }
  }

  @Test
  void aRoleIsBoundByRowLevelSecurityAndByTimeLimits() throws SQLException {
    try (Connection intake = connect(Room.INTAKE, "one");
        Statement sql = intake.createStatement();
        ResultSet role =
            sql.executeQuery(
                "SELECT rolsuper OR rolbypassrls OR rolcreaterole,"
                    + " current_setting('idle_in_transaction_session_timeout'),"
                    + " current_setting('transaction_timeout'), current_setting('fsync')"
                    + " FROM pg_roles WHERE rolname = current_user")) {
      assertThat(role.next()).isTrue();
      assertThat(role.getBoolean(1)).isFalse();
      assertThat(role.getString(2)).isEqualTo("30s");
      assertThat(role.getString(3)).isEqualTo("1min");
      assertThat(role.getString(4)).isEqualTo("on");
    }
  }

  @Test
  void theServersLogHoldsNoStatementAndNoKeyValue() throws SQLException, IOException {
    try (Connection intake = connect(Room.INTAKE, "one");
        Statement sql = intake.createStatement()) {
      sql.execute("CREATE TABLE secretive (id text PRIMARY KEY)");
      sql.execute("INSERT INTO secretive VALUES ('whisper')");
      assertThatThrownBy(() -> sql.execute("INSERT INTO secretive VALUES ('whisper')"))
          .hasMessageContaining("duplicate key");
    }
    assertThat(Files.readString(options.log())).contains("duplicate key").doesNotContain("whisper");
  }

  private Connection connect(Room room, String password) throws SQLException {
    return DriverManager.getConnection(
        room.jdbcUrl(postgres.port()), room.databaseRole(), password);
  }
}
