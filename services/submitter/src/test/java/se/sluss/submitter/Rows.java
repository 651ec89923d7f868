package se.sluss.submitter;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import se.sluss.model.id.Mode;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.TestServers;

/** This room's rows, past its walls. */
public final class Rows {
  private static final String OWNER =
      read("SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'submitter'")
          .getFirst();

  private Rows() {}

  public static void change(String statement) {
    try (var database = TestServers.running(false).superuser();
        var change = database.createStatement()) {
      change.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same within the walls of a vendor's client, as the room's own role sees it. */
  public static List<String> readAs(VendorId vendor, Mode mode, String query) {
    List<String> found = new ArrayList<>();
    try (var database = TestServers.running(false).superuser();
        var statement = database.createStatement()) {
      database.setAutoCommit(false);
      statement.execute("SET LOCAL ROLE " + OWNER);
      statement.execute("SET LOCAL search_path TO submitter");
      statement.execute("SET LOCAL sluss.vendor = '%s'".formatted(vendor));
      statement.execute("SET LOCAL sluss.mode = '%s'".formatted(mode.wire()));
      try (var rows = statement.executeQuery(query)) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      database.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return found;
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
