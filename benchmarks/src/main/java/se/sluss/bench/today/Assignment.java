package se.sluss.bench.today;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import se.sluss.bench.harness.PlainClient;

/**
 * What an integrator's process is to do, handed over in its environment.
 *
 * @param port of the authority, or of a proxy before it
 * @param database where the bucket lies
 */
record Assignment(
    Kind kind,
    int port,
    Duration interval,
    PlainClient.Credentials credentials,
    Database database) {
  private static final String PREFIX = "INTEGRATOR_";

  /** Which of the ways that are compared. */
  enum Kind {
    SLEEPING_LOOP,
    SHARED_BUCKET
  }

  /** A database and who connects. */
  record Database(String jdbcUrl, String user, String password) {}

  Map<String, String> environment() {
    return Map.of(
        PREFIX + "KIND", kind.name(),
        PREFIX + "PORT", Integer.toString(port),
        PREFIX + "INTERVAL", interval.toString(),
        PREFIX + "KEY_STORE", credentials.keyStore(),
        PREFIX + "KEY_STORE_PASSWORD", credentials.password(),
        PREFIX + "TRUSTED", credentials.trusted(),
        PREFIX + "JDBC_URL", database.jdbcUrl(),
        PREFIX + "DATABASE_USER", database.user(),
        PREFIX + "DATABASE_PASSWORD", database.password());
  }

  static Assignment of(Map<String, String> environment) {
    return new Assignment(
        Kind.valueOf(value(environment, "KIND")),
        Integer.parseInt(value(environment, "PORT")),
        Duration.parse(value(environment, "INTERVAL")),
        new PlainClient.Credentials(
            value(environment, "KEY_STORE"),
            value(environment, "KEY_STORE_PASSWORD"),
            value(environment, "TRUSTED")),
        new Database(
            value(environment, "JDBC_URL"),
            value(environment, "DATABASE_USER"),
            value(environment, "DATABASE_PASSWORD")));
  }

  private static String value(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(PREFIX + name), PREFIX + name);
  }
}
