package se.sluss.kit.limit;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import se.sluss.kit.tenancy.StoreException;

/**
 * Windows in Postgres, by its clock. The table is not logged: a count is no promise, and a database
 * that crashed begins the window anew.
 */
@ApplicationScoped
class QuotaTable implements QuotaWindows {
  /** Whoever waited for the row over the turn of a minute counts in the row's window. */
  private static final String TAKE =
      """
      INSERT INTO quota_window AS kept (subject, number, granted, used)
      SELECT asked.subject, asked.number, least(asked.wanted, asked.quota),
        least(asked.wanted, asked.quota)
      FROM (SELECT CAST(? AS text) AS subject,
          floor(extract(epoch FROM clock_timestamp()) / 60)::bigint AS number,
          CAST(? AS integer) AS wanted, CAST(? AS integer) AS quota) AS asked
      ON CONFLICT (subject) DO UPDATE SET
        number = greatest(kept.number, excluded.number),
        granted = greatest(0, least(excluded.granted,
          ? - CASE WHEN kept.number >= excluded.number THEN kept.used ELSE 0 END)),
        used = CASE WHEN kept.number >= excluded.number THEN kept.used ELSE 0 END
          + greatest(0, least(excluded.granted,
            ? - CASE WHEN kept.number >= excluded.number THEN kept.used ELSE 0 END))
      RETURNING granted, greatest(0, ? - used) AS unused,
        ceil(1000 * ((number + 1) * 60 - extract(epoch FROM clock_timestamp())))::bigint AS millis
      """;

  private final AgroalDataSource database;

  QuotaTable(AgroalDataSource database) {
    this.database = database;
  }

  @Override
  public Share take(Quota quota, int wanted) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, quota.subject());
      statement.setInt(2, wanted);
      for (int place = 3; place <= 6; place++) {
        statement.setInt(place, quota.requests());
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Share(
            row.getInt("granted"),
            row.getInt("unused"),
            Duration.ofMillis(Math.max(0, row.getLong("millis"))));
      }
    } catch (SQLException e) {
      throw new StoreException("Requests could not be counted", e);
    }
  }
}
