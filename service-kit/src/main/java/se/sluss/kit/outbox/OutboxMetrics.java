package se.sluss.kit.outbox;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import se.sluss.kit.meters.Reading;

/**
 * What waits in the outbox, measured by the relay that leads or led last; elsewhere, and once it is
 * old, NaN. Held: committed, but not to be sent yet since an older transaction is still open
 * somewhere in the database.
 */
@ApplicationScoped
class OutboxMetrics {
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Reading UNKNOWN = Reading.of(Double.NaN);
  private static final String MEASURE =
      """
      SELECT count(*),
             coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0),
             coalesce(extract(epoch FROM clock_timestamp() - min(created_at)
               FILTER (WHERE xid >= pg_snapshot_xmin(pg_current_snapshot()))), 0)
      FROM (SELECT created_at, xid FROM outbox
            WHERE xid >= ?::xid8 AND NOT (xid < ?::xid8 AND position <= ?) LIMIT 100000) AS waiting
      """;

  private final AgroalDataSource database;
  private volatile Reading unsent = UNKNOWN;
  private volatile Reading oldest = UNKNOWN;
  private volatile Reading held = UNKNOWN;
  private long measuredAt = System.nanoTime() - EVERY.toNanos();

  OutboxMetrics(AgroalDataSource database, MeterRegistry registry) {
    this.database = database;
    Gauge.builder("sluss.outbox.unsent", () -> unsent.fresh())
        .description("Events that are committed and not published, counted up to 100000")
        .register(registry);
    Gauge.builder("sluss.outbox.oldest", () -> oldest.fresh())
        .baseUnit("seconds")
        .description("Age of the oldest event that is not published")
        .register(registry);
    Gauge.builder("sluss.outbox.held", () -> held.fresh())
        .baseUnit("seconds")
        .description("Age of the oldest event that an open transaction holds back")
        .register(registry);
  }

  void measureWhenDue(RelayCursor.Place place) throws SQLException {
    if (System.nanoTime() - measuredAt < EVERY.toNanos()) {
      return;
    }
    measuredAt = System.nanoTime();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MEASURE)) {
      statement.setString(1, place.low());
      statement.setString(2, place.high());
      statement.setLong(3, place.position());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        unsent = Reading.of(row.getDouble(1));
        oldest = Reading.of(row.getDouble(2));
        held = Reading.of(row.getDouble(3));
      }
    }
  }

  /** Another relay leads, and measures. Once this one leads again, it measures at once. */
  void forget() {
    measuredAt = System.nanoTime() - EVERY.toNanos();
    unsent = UNKNOWN;
    oldest = UNKNOWN;
    held = UNKNOWN;
  }
}
