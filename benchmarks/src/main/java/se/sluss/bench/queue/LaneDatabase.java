package se.sluss.bench.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import se.sluss.bench.frame.Resources;
import se.sluss.bench.frame.Settings;
import se.sluss.launcher.embedded.EmbeddedPostgres;
import se.sluss.launcher.embedded.PostgresOptions;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.embedded.SlussDatabase;
import se.sluss.launcher.process.Folders;
import se.sluss.launcher.process.Ports;

/**
 * A Postgres of its own that flushes, with the submitter's schema as its migrations make it. Who
 * connects is the room's own role, behind its walls, with the room's sight.
 */
final class LaneDatabase implements AutoCloseable {
  private static final Pattern NUMBER = Pattern.compile("V(\\d+)__.*");
  private static final String PASSWORD = "bench";

  /** Which clock the functions read. */
  enum Clock {
    SERVER,
    /** Stands still until {@link Turns} turns it. */
    TURNED
  }

  private final EmbeddedPostgres postgres;

  private LaneDatabase(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static LaneDatabase start(Settings settings, Clock clock) throws IOException, SQLException {
    Path folder = settings.work().resolve("queue");
    Folders.delete(folder);
    Files.createDirectories(folder);
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            new PostgresOptions(
                folder.resolve("postgres"),
                Ports.free(1).getFirst(),
                PASSWORD,
                PostgresOptions.LITTLE_MEMORY,
                true,
                folder.resolve("postgres.log"),
                folder));
    var database = new LaneDatabase(postgres);
    try {
      SlussDatabase.prepare(postgres, Map.of(Room.SUBMITTER, PASSWORD));
      if (clock == Clock.TURNED) {
        try (Connection superuser = database.superuser()) {
          run(superuser, Resources.text("queue/turned-clock.sql"));
        }
      }
      try (Connection room = database.connect()) {
        run(room, "SET bench.now = '2026-01-01'");
        for (Path file : migrations(settings.checkout())) {
          run(room, Files.readString(file));
        }
        run(room, Resources.text("queue/steps.sql"));
      }
      return database;
    } catch (IOException | SQLException | RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** In the order in which the room itself applies them. */
  private static List<Path> migrations(Path checkout) throws IOException {
    try (Stream<Path> kit = Files.list(checkout.resolve("service-kit/src/main/resources/db/kit"));
        Stream<Path> own =
            Files.list(checkout.resolve("services/submitter/src/main/resources/db/migration"))) {
      return Stream.concat(kit, own)
          .filter(file -> file.toString().endsWith(".sql"))
          .sorted(
              Comparator.comparingInt(LaneDatabase::number)
                  .thenComparing(file -> file.getFileName().toString()))
          .toList();
    }
  }

  private static int number(Path file) {
    Matcher version = NUMBER.matcher(file.getFileName().toString());
    return version.matches() ? Integer.parseInt(version.group(1)) : Integer.MAX_VALUE;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** As the room connects. */
  Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection(
            "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + SlussDatabase.NAME,
            Room.SUBMITTER.databaseRole(),
            PASSWORD);
    run(connection, "SET sluss.actor = 'system'; SET transaction_timeout = 0");
    return connection;
  }

  /** Runs what only fills tables: past the walls, and without looking up foreign keys. */
  void load(String sql) throws SQLException {
    try (Connection superuser = superuser()) {
      run(
          superuser,
          "SET search_path = submitter, bench, pg_catalog; SET session_replication_role = replica");
      run(superuser, "SET bench.now = '2026-01-01'");
      run(superuser, sql);
    }
  }

  private Connection superuser() throws SQLException {
    return postgres.connect(SlussDatabase.NAME);
  }

  /** Freshly analysed, as autovacuum would leave it in time. */
  void analyse() throws SQLException {
    try (Connection superuser = superuser()) {
      run(superuser, "VACUUM (ANALYZE) submitter.job, submitter.flow, submitter.lane");
    }
  }

  @Override
  public void close() {
    postgres.close();
  }
}
