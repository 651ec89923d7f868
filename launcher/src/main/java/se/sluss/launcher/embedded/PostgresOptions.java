package se.sluss.launcher.embedded;

import java.nio.file.Path;

/**
 * How to run the embedded Postgres.
 *
 * @param dataFolder kept between starts; when this process is root's and the folder cannot be
 *     reached by other users, {@link EmbeddedPostgres#dataFolder()} says which one is used instead
 * @param port on 127.0.0.1
 * @param superuserPassword of the role {@code postgres}; set when the data folder is made
 * @param memory its shared memory, in mebibytes
 * @param durable false gives up safety against power loss for speed
 * @param log the server's log
 * @param run where the pid file lies
 */
public record PostgresOptions(
    Path dataFolder,
    int port,
    String superuserPassword,
    int memory,
    boolean durable,
    Path log,
    Path run) {
  /** Enough for tests and for trying things, in mebibytes. */
  public static final int LITTLE_MEMORY = 64;

  @Override
  public String toString() {
    return "PostgresOptions[" + dataFolder + ", port=" + port + ", durable=" + durable + "]";
  }
}
