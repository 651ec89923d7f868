package se.sluss.receipts.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import se.sluss.testsupport.TestServers;

/** The room's rows, for what takes days otherwise. */
public final class Database {
  private Database() {}

  /** Changes rows, past every wall. */
  public static void change(String sql, Object... values) {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = receipts");
      statement.execute(sql.formatted(values));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One number out of the rows. */
  public static long number(String sql, Object... values) {
    return Long.parseLong(text(sql, values));
  }

  /** One text out of the rows. */
  public static String text(String sql, Object... values) {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = receipts");
      try (ResultSet row = statement.executeQuery(sql.formatted(values))) {
        row.next();
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets an endpoint's failures have begun and gone on so many hours earlier. */
  public static void failedEarlier(String endpoint, int hours) {
    change(
        "UPDATE webhook_endpoint SET failing_since = failing_since - interval '%d hours',"
            + " other_failed_at = other_failed_at - interval '%d hours' WHERE id = '%s'",
        hours, hours, endpoint);
  }
}
