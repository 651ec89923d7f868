package se.sluss.kit.retention;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables with a partition a day. Both changes lock the table as a whole, so they wait for that lock
 * a moment only: others would queue up behind. What was not to be had is tried again next time.
 */
@ApplicationScoped
class DayPartitions {
  private static final int DAYS_AHEAD = 3;
  private static final String PATIENCE = "SET LOCAL lock_timeout = '300ms'";
  private static final String PARTITIONS =
      "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
          + " WHERE i.inhparent = to_regclass(?) AND c.relname ~ '_[0-9]{8}$' AND c.relname < ?"
          + " ORDER BY c.relname";

  private final AgroalDataSource database;

  DayPartitions(AgroalDataSource database) {
    this.database = database;
  }

  void makeAhead(String table) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement make = connection.prepareStatement("SELECT sluss_make_days(?, ?)")) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(PATIENCE);
      }
      make.setString(1, table);
      make.setInt(2, DAYS_AHEAD);
      make.execute();
      connection.commit();
    }
  }

  /** The partitions of days before this one, oldest first. */
  List<String> before(String table, LocalDate day) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PARTITIONS)) {
      statement.setString(1, table);
      statement.setString(2, table + "_" + day.format(DateTimeFormatter.BASIC_ISO_DATE));
      List<String> names = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(row.getString(1));
        }
      }
      return names;
    }
  }

  /**
   * Drops a partition of which, once nobody writes to it any more, no row fits the condition.
   *
   * @param keepIf a condition in SQL, of ours
   */
  boolean drop(String partition, String keepIf) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(PATIENCE);
      statement.execute("LOCK TABLE " + partition + " IN ACCESS EXCLUSIVE MODE");
      boolean needed;
      try (ResultSet row =
          statement.executeQuery(
              "SELECT EXISTS (SELECT 1 FROM " + partition + " WHERE " + keepIf + ")")) {
        row.next();
        needed = row.getBoolean(1);
      }
      if (!needed) {
        statement.execute("DROP TABLE " + partition);
      }
      connection.commit();
      return !needed;
    }
  }
}
