package se.sluss.submitter;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import se.sluss.testsupport.TestServers;

/** This room's rows, past its walls. */
public final class Rows {
  private Rows() {}

  public static void change(String statement) {
    try (var database = TestServers.running(false).superuser();
        var change = database.createStatement()) {
      change.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of every row, as text. */
  public static List<String> read(String query) {
    List<String> found = new ArrayList<>();
    try (var database = TestServers.running(false).superuser();
        var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
  }
}
