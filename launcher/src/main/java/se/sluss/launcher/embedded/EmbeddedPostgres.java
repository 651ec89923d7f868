package se.sluss.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.ProcessPlan;

/**
 * A Postgres server of our own on 127.0.0.1 with password authentication (SCRAM). It works for root
 * too: the server then runs as {@code nobody}. It starts again on data that a killed server left.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PostgresOptions options;
  private final Path dataFolder;
  private final ChildProcess process;

  private EmbeddedPostgres(PostgresOptions options, Path dataFolder, ChildProcess process) {
    this.options = options;
    this.dataFolder = dataFolder;
    this.process = process;
  }

  /**
   * Starts the server, making the data folder first when it is empty, and returns when it answers.
   *
   * @throws IllegalStateException when it does not answer in 30 seconds; the message names the log
   */
  public static EmbeddedPostgres start(PostgresOptions options) {
    Path programs = PostgresBinaries.unpacked();
    Path data = PostgresData.reachable(options.dataFolder());
    try {
      PostgresData.endLeftover(data);
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        PostgresData.initialise(programs, data, options);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The database's folder " + data + " could not be prepared: " + e.getMessage(), e);
    }
    Instant deadline = Instant.now().plus(PATIENCE);
    while (true) {
      var process = ChildProcess.start(plan(programs, data, options));
      var server = new EmbeddedPostgres(options, data, process);
      if (server.answersBefore(deadline)) {
        return server;
      }
      boolean ended = !process.alive();
      process.stop(Duration.ofSeconds(5));
      // Backends of a killed server hold its shared memory for a moment; then a start ends at once.
      if (!ended || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("Postgres does not answer; its log is " + options.log());
      }
      pause(Duration.ofMillis(200));
    }
  }

  private static ProcessPlan plan(Path programs, Path data, PostgresOptions options) {
    String safe = options.durable() ? "on" : "off";
    return new ProcessPlan(
        "postgres",
        List.of(
            programs.resolve("bin/postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(options.port()),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=" + safe,
            "-c",
            "synchronous_commit=" + safe,
            "-c",
            "full_page_writes=" + safe,
            "-c",
            "max_connections=200",
            "-c",
            "shared_buffers=" + options.memory() + "MB",
            "-c",
            "timezone=UTC",
            "-c",
            "log_timezone=UTC",
            // A statement or a key value in an error message may hold personal data.
            "-c",
            "log_min_error_statement=panic",
            "-c",
            "log_error_verbosity=terse"),
        Map.of("LC_ALL", "C"),
        options.log(),
        options.run().resolve("postgres.pid"),
        true,
        "INT");
  }

  private boolean answersBefore(Instant deadline) {
    while (process.alive() && Instant.now().isBefore(deadline)) {
      try (Connection connection = connect("postgres")) {
        return connection.isValid(5);
      } catch (SQLException e) {
        pause(Duration.ofMillis(50));
      }
    }
    return false;
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Postgres starts", e);
    }
  }

  /** A connection of the superuser to the named database. */
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + options.port() + "/" + database,
        "postgres",
        options.superuserPassword());
  }

  /** The version of the server's programs. */
  public static String version() {
    return PostgresBinaries.version();
  }

  public int port() {
    return options.port();
  }

  /** Where the data really lies. */
  public Path dataFolder() {
    return dataFolder;
  }

  /** The server process, for watching and killing it. */
  public ChildProcess process() {
    return process;
  }

  /** Stops in order: open transactions are rolled back, a checkpoint is written. */
  @Override
  public void close() {
    process.stop(PATIENCE);
  }
}
