package se.sluss.submitter.ops;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.ConnectionId;

/**
 * How close any two calls of a connection came within the last minute, or three times the agreed
 * interval where that is longer, whichever replicas made them: between the latest moments at which
 * their bytes can have left, by the database's clock. The authority measures arrivals, which are
 * further apart or closer by what the way to it varies; the guard is for that.
 */
@ApplicationScoped
class ClosestCalls {
  private static final String GAPS =
      """
      SELECT connection.id, extract(epoch FROM min(calls.gap)) * 1000000 AS micros
      FROM connection
      CROSS JOIN LATERAL (
        SELECT sent_at - lag(sent_at) OVER (ORDER BY sent_at) AS gap
        FROM attempt
        WHERE attempt.connection_id = connection.id
          AND attempt.slot_at > clock_timestamp()
            - greatest(interval '1 minute', 3 * connection.agreed_micros * interval '1 microsecond')
          AND attempt.sent_at IS NOT NULL) AS calls
      WHERE calls.gap IS NOT NULL
      GROUP BY connection.id
      """;

  private final AgroalDataSource database;

  ClosestCalls(AgroalDataSource database) {
    this.database = database;
  }

  /** In the caller's transaction; without connections that made fewer than two calls. */
  Map<ConnectionId, Duration> gaps() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(GAPS);
        ResultSet row = statement.executeQuery()) {
      Map<ConnectionId, Duration> found = new HashMap<>();
      while (row.next()) {
        found.put(
            ConnectionId.of(row.getString("id")),
            Duration.of(row.getLong("micros"), ChronoUnit.MICROS));
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("The closest calls were not read", e);
    }
  }
}
