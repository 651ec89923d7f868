package se.sluss.testsupport;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Looks for tables of a room's schema that name an owner and have no wall. */
public final class OpenTables {
  private static final String QUERY =
      """
      SELECT DISTINCT c.relname FROM pg_class c
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'vendor_id' AND NOT a.attisdropped
      WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
      """;

  private OpenTables() {}

  /** The names of tables with a vendor's rows whose row-level security is not forced. */
  public static SortedSet<String> of(DataSource room) {
    SortedSet<String> open = new TreeSet<>();
    try (Connection connection = room.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(QUERY)) {
      while (rows.next()) {
        open.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The catalogue could not be read", e);
    }
    return open;
  }
}
