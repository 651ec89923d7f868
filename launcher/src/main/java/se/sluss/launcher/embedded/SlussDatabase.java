package se.sluss.launcher.embedded;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The database of the suite: a role per room that owns the schema of the room's name and nothing
 * else. Preparing it again changes nothing but the passwords, which become the given ones.
 */
public final class SlussDatabase {
  /** The database's name. */
  public static final String NAME = "sluss";

  private SlussDatabase() {}

  /**
   * Makes what is missing.
   *
   * @throws SQLException when the server refuses
   */
  public static void prepare(EmbeddedPostgres postgres, Map<Room, String> passwords)
      throws SQLException {
    try (Connection server = postgres.connect("postgres");
        Statement sql = server.createStatement()) {
      if (!exists(sql, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        sql.execute("CREATE DATABASE " + NAME);
      }
      sql.execute("REVOKE ALL ON DATABASE " + NAME + " FROM PUBLIC");
    }
    try (Connection database = postgres.connect(NAME);
        Statement sql = database.createStatement()) {
      sql.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
      for (Map.Entry<Room, String> entry : passwords.entrySet()) {
        prepare(sql, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void prepare(Statement sql, Room room, String password) throws SQLException {
    String role = room.databaseRole();
    if (!exists(sql, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")) {
      sql.execute("CREATE ROLE " + role);
    }
    sql.execute(
        "ALTER ROLE "
            + role
            + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD '"
            + password.replace("'", "''")
            + "'");
    sql.execute("GRANT CONNECT ON DATABASE " + NAME + " TO " + role);
    sql.execute("CREATE SCHEMA IF NOT EXISTS " + room.roomName() + " AUTHORIZATION " + role);
    sql.execute("ALTER ROLE " + role + " SET search_path = " + room.roomName());
    sql.execute("ALTER ROLE " + role + " SET idle_in_transaction_session_timeout = '30s'");
    sql.execute("ALTER ROLE " + role + " SET transaction_timeout = '60s'");
  }

  private static boolean exists(Statement sql, String query) throws SQLException {
    try (ResultSet rows = sql.executeQuery(query)) {
      return rows.next();
    }
  }
}
