package se.sluss.bench.intake;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import se.sluss.bench.intake.Load.Worker;

/**
 * The least that a durable hand-in with an outbox is: the two rows that hold the document and its
 * event, of the same size as intake's, in one durable transaction, by plain JDBC. Like intake's
 * they do not compress, and Postgres is told so.
 */
final class TwoRows implements Worker {
  private final Connection connection;
  private final PreparedStatement document;
  private final PreparedStatement event;
  private final byte[] content;
  private final byte[] data;

  /**
   * @param sealed bytes of a sealed document
   * @param event bytes of its event
   */
  record Sizes(int sealed, int event) {}

  TwoRows(String url, String password, Sizes sizes) throws SQLException {
    this.connection = DriverManager.getConnection(url, "postgres", password);
    this.content = noise(sizes.sealed());
    this.data = noise(sizes.event());
    connection.setAutoCommit(false);
    document = connection.prepareStatement("INSERT INTO two_rows.document VALUES (?, ?, ?, ?)");
    event = connection.prepareStatement("INSERT INTO two_rows.event (key, data) VALUES (?, ?)");
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    ThreadLocalRandom.current().nextBytes(bytes);
    return bytes;
  }

  static void prepare(String url, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "postgres", password);
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA IF EXISTS two_rows CASCADE");
      statement.execute("CREATE SCHEMA two_rows");
      statement.execute(
          "CREATE TABLE two_rows.document (id text PRIMARY KEY, tenant text, state text, content"
              + " bytea)");
      statement.execute(
          "CREATE TABLE two_rows.event (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
              + " key text, data bytea)");
      statement.execute("ALTER TABLE two_rows.document ALTER content SET STORAGE EXTERNAL");
      statement.execute("ALTER TABLE two_rows.event ALTER data SET STORAGE EXTERNAL");
    }
  }

  @Override
  public void once() throws SQLException {
    String id = UUID.randomUUID().toString();
    document.setString(1, id);
    document.setString(2, "tenant");
    document.setString(3, "ACCEPTED");
    document.setBytes(4, content);
    document.execute();
    event.setString(1, id);
    event.setBytes(2, data);
    event.execute();
    connection.commit();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
