package se.sluss.intake;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestServers;

/** The room's database as its superuser sees it, who is bound by no wall. */
public final class Database {
  private Database() {}

  /** The first column of each row. */
  public static List<String> texts(String query) {
    try (Connection connection = TestServers.running(false).superuser()) {
      return texts(connection, query);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement, outside of any transaction of the room. */
  public static void execute(String sql) {
    try (Connection connection = TestServers.running(false).superuser();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Keeps a table from being written to until it is closed. */
  public static HeldTable hold(String table) {
    try {
      return new HeldTable(TestServers.running(false).superuser(), table);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a statement writes is neither there nor away until it is closed. */
  public static Connection undecided(String sql) {
    try {
      Connection connection = TestServers.running(false).superuser();
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A statement that adds a document of its tenant's, otherwise like another one. */
  public static String adding(String like, UUID document) {
    return """
        INSERT INTO intake.submission
        SELECT (jsonb_populate_record(row,
          jsonb_build_object('id', 'sub_being_added', 'document_id', '%s'))).*
        FROM intake.submission AS row WHERE id = '%s'
        """
        .formatted(document, like);
  }

  /** A statement that adds a vendor's reports of many tenants, months and people. */
  public static String manyLike(String one) {
    return """
        INSERT INTO intake.submission
        SELECT (jsonb_populate_record(row, jsonb_build_object(
          'id', 'sub_many_' || n, 'document_id', 'many' || n, 'tenant_id', 'ten_many_' || n %% 50,
          'month', 2030 + n %% 3 || '-0' || 1 + n %% 9, 'person_key', 'p' || n %% 500,
          'report_number', n, 'created_at', row.created_at - n * interval '1 minute'))).*
        FROM intake.submission AS row, generate_series(1, 20000) AS n WHERE id = '%s'
        """
        .formatted(one);
  }

  /** How a connection's query is answered, as its EXPLAIN tells. */
  public static String plan(Connection connection, String explain) throws SQLException {
    return String.join("\n", texts(connection, explain));
  }

  /** Returns when so many transactions of their own wait for another; a shared one gives up. */
  public static void awaitWaiting(int transactions) {
    Eventually.value(
        () ->
            texts(
                "SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)"
                    + " WHERE NOT granted AND datname = current_database()"
                    + " AND clock_timestamp() - waitstart > interval '500 ms'"),
        pids -> pids.size() >= transactions);
  }

  private static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  /** A table that can be read and not written to. */
  public static final class HeldTable implements AutoCloseable {
    private final Connection connection;
    private final String waiting;

    private HeldTable(Connection connection, String table) throws SQLException {
      this.connection = connection;
      waiting = " FROM pg_locks WHERE NOT granted AND relation = '%s'::regclass".formatted(table);
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute("LOCK TABLE " + table + " IN EXCLUSIVE MODE");
      }
    }

    /**
     * Returns when a transaction of its own has come so far that it wants to write; one that is
     * shared gives up before.
     */
    public void awaitSomeoneWaiting() {
      Eventually.value(
          () ->
              texts(
                  connection,
                  "SELECT pid"
                      + waiting
                      + " AND clock_timestamp() - waitstart > interval '500 ms'"),
          pids -> !pids.isEmpty());
    }

    /** Ends the connections of the transactions that wait, as a database that goes away does. */
    public void endWhoeverWaits() throws SQLException {
      texts(connection, "SELECT pg_terminate_backend(pid)" + waiting);
    }

    @Override
    public void close() throws SQLException {
      connection.rollback();
      connection.close();
    }
  }
}
