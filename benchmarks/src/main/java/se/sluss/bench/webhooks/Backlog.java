package se.sluss.bench.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import se.sluss.launcher.embedded.SlussDatabase;
import se.sluss.model.id.DeliveryId;
import se.sluss.model.id.EventId;

/**
 * Deliveries planned in the room's tables, as the room itself plans them, and what became of them.
 */
final class Backlog implements AutoCloseable {
  /** A receipt's event, of 280 bytes. */
  static final byte[] BODY =
      ("{\"type\":\"submission.received\",\"timestamp\":\"2026-11-20T08:15:30.125Z\",\"data\":{"
              + "\"submissionId\":\"sub_01m7vf7e6dfq3a5ch4t3yr45k9\","
              + "\"tenantId\":\"ten_01m0m8m2adeh1tqamgg6daxx8x\","
              + "\"receiptId\":\"rec_01m7w0cra8fd0v70w7tvya04kj\",\"service\":\"E_IOA\","
              + "\"mode\":\"test\",\"status\":\"RECEIVED\",\"sequence\":5}}")
          .getBytes(UTF_8);

  private final WebhookStage stage;
  private final Connection connection;

  Backlog(WebhookStage stage, int port, String password) {
    this.stage = stage;
    try {
      this.connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:%d/%s?currentSchema=receipts"
                  .formatted(port, SlussDatabase.NAME),
              "postgres",
              password);
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be reached", e);
    }
  }

  /** Plans so many, of as many events, in turn to each of the endpoints; all are there at once. */
  void plan(int count, List<String> endpoints) throws SQLException {
    try (PreparedStatement event =
            connection.prepareStatement(
                "INSERT INTO public_event (id, vendor_id, tenant_id, mode, type, body, happened_at,"
                    + " traceparent) VALUES (?, ?, 'ten_01m0m8m2adeh1tqamgg6daxx8x', 'test',"
                    + " 'submission.received', ?, now(), '')");
        PreparedStatement delivery =
            connection.prepareStatement(
                "INSERT INTO webhook_delivery (id, vendor_id, mode, endpoint_id, event_id, kind,"
                    + " status, due_at, created_at) VALUES (?, ?, 'test', ?, ?, 'EVENT', 'PENDING',"
                    + " clock_timestamp(), clock_timestamp())")) {
      for (int i = 0; i < count; i++) {
        String id = EventId.next().value();
        event.setString(1, id);
        event.setString(2, stage.vendor());
        event.setBytes(3, BODY);
        event.addBatch();
        delivery.setString(1, DeliveryId.next().value());
        delivery.setString(2, stage.vendor());
        delivery.setString(3, endpoints.get(i % endpoints.size()));
        delivery.setString(4, id);
        delivery.addBatch();
      }
      event.executeBatch();
      delivery.executeBatch();
    }
    connection.commit();
  }

  /** How many are left to deliver. */
  long pending(List<String> endpoints) throws SQLException {
    return number("SELECT count(*) FROM webhook_delivery WHERE status = 'PENDING'", endpoints);
  }

  /** Whether any is left to deliver, by a look that costs the same however many there are. */
  boolean anyPending(List<String> endpoints) throws SQLException {
    return number(
            "SELECT count(*) FROM (SELECT FROM webhook_delivery WHERE status = 'PENDING'"
                + " AND endpoint_id = ANY (?) LIMIT 1) one",
            endpoints)
        > 0;
  }

  /** How many attempts were recorded as delivered. */
  long delivered(List<String> endpoints) throws SQLException {
    return number(
        "SELECT count(*) FROM webhook_attempt a JOIN webhook_delivery d ON d.id = a.delivery_id"
            + " WHERE a.outcome = 'DELIVERED' AND d.kind = 'EVENT'",
        endpoints);
  }

  /** The 99th percentile of planned to recorded in milliseconds, of those planned since then. */
  double p99(List<String> endpoints, double sinceEpochSecond) throws SQLException {
    return number(
            "SELECT (1e6 * percentile_cont(0.99) WITHIN GROUP"
                + " (ORDER BY extract(epoch FROM d.ended_at - d.created_at)))::bigint"
                + " FROM webhook_delivery d WHERE d.kind = 'EVENT' AND d.status = 'DELIVERED'"
                + " AND d.created_at >= to_timestamp(%f)".formatted(sinceEpochSecond),
            endpoints)
        / 1_000.0;
  }

  double now() throws SQLException {
    return number("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", List.of())
        / 1_000.0;
  }

  private long number(String sql, List<String> endpoints) throws SQLException {
    String narrowed =
        endpoints.isEmpty() || sql.contains("?") ? sql : sql + " AND endpoint_id = ANY (?)";
    try (PreparedStatement statement = connection.prepareStatement(narrowed)) {
      if (!endpoints.isEmpty()) {
        statement.setArray(1, connection.createArrayOf("text", endpoints.toArray()));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } finally {
      connection.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
