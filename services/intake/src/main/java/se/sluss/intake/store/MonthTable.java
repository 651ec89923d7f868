package se.sluss.intake.store;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.sluss.intake.submission.MonthSums;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.QueuePlace;
import se.sluss.kit.tenancy.StoreException;
import se.sluss.model.id.TenantId;

/** Adds up a month's reports, and compares them with each other. */
@ApplicationScoped
class MonthTable {
  private static final String SUMS =
      """
      WITH report AS (
        SELECT tenant_id, service, person_key, assistant_key, month, state,
          state NOT IN ('CANCELLED', 'EXPIRED', 'REFUSED') AS counts,
          state IN ('ACCEPTED', 'AWAITING_SIGNATURE') AS before_lane,
          missing_roles = '' AS all_signed
        FROM submission
        WHERE vendor_id = ? AND mode = ? AND (?::text IS NULL OR tenant_id = ?)
          AND month IN (?, ?)
      ), now AS (SELECT * FROM report WHERE month = ?),
      waiting AS (SELECT DISTINCT tenant_id, service FROM now WHERE state = 'QUEUED'),
      last AS (
        SELECT tail.* FROM waiting CROSS JOIN LATERAL (
          SELECT queue_estimated_start AS leaves_at,
            coalesce(queue_stands_still,
              CASE WHEN queue_estimated_start < ?::timestamptz THEN 'LATE' END) AS stands_still
          FROM submission
          WHERE vendor_id = ? AND mode = ? AND tenant_id = waiting.tenant_id
            AND service = waiting.service AND state = 'QUEUED'
          ORDER BY needed_by DESC, queue_turn DESC NULLS LAST LIMIT 1) AS tail
      )
      SELECT
        (SELECT count(*) FROM (
          SELECT tenant_id, person_key, assistant_key FROM report WHERE counts AND month = ?
          EXCEPT SELECT tenant_id, person_key, assistant_key FROM now WHERE counts) AS lacking)
          AS missing,
        count(*) FILTER (WHERE before_lane AND NOT all_signed) AS unsigned,
        count(*) FILTER (WHERE before_lane AND all_signed) AS unconnected,
        count(*) FILTER (WHERE state = 'QUEUED') AS queued,
        (SELECT max(leaves_at) FROM last) AS queued_until,
        (SELECT max(stands_still) FROM last) AS stands_still,
        count(*) FILTER (WHERE state IN ('SENDING', 'IN_DOUBT', 'PARKED')) AS under_way,
        count(*) FILTER (WHERE state = 'RECEIVED') AS received,
        count(*) FILTER (WHERE state = 'REFUSED') AS refused,
        count(*) FILTER (WHERE state IN ('CANCELLED', 'EXPIRED')) AS stopped
      FROM now
      """;

  private static final String MADE_UP_FOR =
      """
      SELECT id FROM submission AS own WHERE id = ANY (?) AND EXISTS (
        SELECT FROM submission AS other
        WHERE other.tenant_id = own.tenant_id AND other.mode = own.mode
          AND other.person_key = own.person_key AND other.assistant_key = own.assistant_key
          AND other.month = own.month AND other.id <> own.id
          AND (other.state NOT IN ('CANCELLED', 'EXPIRED', 'REFUSED')
            OR (other.created_at, other.id) > (own.created_at, own.id)))
      """;

  private final AgroalDataSource database;
  private final InstantSource clock;

  MonthTable(AgroalDataSource database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  MonthSums sums(Owner owner, YearMonth month) {
    String tenant = owner.tenantId().map(TenantId::value).orElse(null);
    String before = month.minusMonths(1).toString();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SUMS)) {
      statement.setString(1, owner.vendorId().value());
      statement.setString(2, owner.mode().wire());
      statement.setString(3, tenant);
      statement.setString(4, tenant);
      statement.setString(5, month.toString());
      statement.setString(6, before);
      statement.setString(7, month.toString());
      statement.setObject(8, clock.instant().minus(QueuePlace.RETOLD).atOffset(ZoneOffset.UTC));
      statement.setString(9, owner.vendorId().value());
      statement.setString(10, owner.mode().wire());
      statement.setString(11, before);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return sums(row);
      }
    } catch (SQLException e) {
      throw new StoreException("A month could not be added up", e);
    }
  }

  /**
   * Those of these reports beside which another one of the same people and month counts, or came
   * later.
   */
  Set<String> madeUpFor(List<String> ids) {
    Set<String> found = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MADE_UP_FOR)) {
      statement.setArray(1, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new StoreException("Reports of a month could not be compared", e);
    }
  }

  private static MonthSums sums(ResultSet row) throws SQLException {
    OffsetDateTime until = row.getObject("queued_until", OffsetDateTime.class);
    String standsStill = row.getString("stands_still");
    long queued = row.getLong("queued");
    long underWay = row.getLong("under_way");
    long received = row.getLong("received");
    long refused = row.getLong("refused");
    return new MonthSums(
        row.getLong("missing"),
        row.getLong("unsigned"),
        row.getLong("unconnected") + queued + underWay + received + refused,
        queued,
        until == null || standsStill != null ? null : until.toInstant(),
        standsStill,
        underWay,
        received,
        refused,
        row.getLong("stopped"));
  }
}
