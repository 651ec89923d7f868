package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SubmissionId;
import se.sluss.submitter.delivery.Delivery;
import se.sluss.submitter.delivery.MovedPlaces;

/** Places that have moved, from the rows that the choice is made from. */
@ApplicationScoped
class PostgresMovedPlaces implements MovedPlaces {
  /** Of advisory locks: only one round of retelling at a time. */
  private static final long RETELLING = 0x726574656c6cL;

  /**
   * Parameters: per lane, three times; most. Of each tenant as many of its next documents are read
   * as are likely among the lane's next, and its last, so that the cost follows the number looked
   * at and the number of tenants, not the backlog.
   */
  static final String MOVED =
      """
      SELECT moved.submission_id, moved.connection_id, moved.place AS "position", moved.starts_at,
             moved.turn, moved.standing
      FROM (
        SELECT DISTINCT ON (looked.submission_id) looked.*, lane.connection_id,
               looked.ahead + others.calls + 1 AS place, slot.starts_at,
               abs(extract(epoch FROM slot.starts_at - looked.told_start))
                 > greatest(30, extract(epoch FROM slot.starts_at - clock_timestamp()) / 10)
                 AS shifted,
               lane.state = 'RUNNING' AS running, stands_still(lane.state) AS standing
        FROM lane
        CROSS JOIN LATERAL (
          (SELECT head.*, flow.vendor_id, flow.tenant_id, flow.turn AS its_turn, false AS last,
                  flow.vstart + head.ahead * stride(flow.weight) AS vtime
           FROM flow
           LEFT JOIN guest
             ON guest.connection_id = flow.connection_id AND guest.vendor_id = flow.vendor_id
           CROSS JOIN LATERAL (
             SELECT job.submission_id, job.told_start, job.told_position, job.told_standing,
                    job.position AS turn,
                    row_number() OVER (ORDER BY job.needed_by, job.position) - 1 AS ahead
             FROM job
             WHERE job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
               AND job.state = 'QUEUED'
             ORDER BY job.needed_by, job.position
             LIMIT least(?::bigint, 2 + ?::bigint * flow.weight
               / (lane.weights * coalesce(guest.weights, 1)))) AS head
           WHERE flow.connection_id = lane.connection_id AND flow.queued > 0
             AND (lane.state = 'RUNNING' OR lane.reason <> 'RETIRED')
           ORDER BY (flow.vstart + head.ahead * stride(flow.weight)
                     - coalesce(guest.vclock, lane.vclock)) * coalesce(guest.weights, 1)
           LIMIT ?)
          UNION ALL
          (SELECT tail.*, flow.queued - 1 AS ahead, flow.vendor_id, flow.tenant_id, flow.turn, true,
                  flow.vstart + (flow.queued - 1) * stride(flow.weight)
           FROM flow
           CROSS JOIN LATERAL (
             SELECT job.submission_id, job.told_start, job.told_position, job.told_standing,
                    job.position
             FROM job
             WHERE job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
               AND job.state = 'QUEUED'
             ORDER BY job.needed_by DESC, job.position DESC LIMIT 1) AS tail
           WHERE flow.connection_id = lane.connection_id AND flow.queued > 0
             AND (lane.state = 'RUNNING' OR lane.reason <> 'RETIRED'))) AS looked
        CROSS JOIN LATERAL (
          SELECT calls_before(lane.connection_id, looked.vendor_id, looked.tenant_id, looked.vtime,
            looked.its_turn, looked.ahead) AS calls) AS others
        CROSS JOIN LATERAL (
          SELECT expected_slot(lane, looked.ahead + others.calls) AS starts_at) AS slot
        ORDER BY looked.submission_id, looked.last DESC) AS moved
      WHERE moved.told_start IS NOT NULL
        AND (moved.last AND moved.told_standing IS DISTINCT FROM moved.standing
             OR moved.place * 2 <= moved.told_position AND NOT moved.running
             OR moved.starts_at > clock_timestamp() + interval '5 seconds' AND moved.running
               AND (moved.shifted OR moved.place * 2 <= moved.told_position))
      ORDER BY moved.last AND moved.told_standing IS DISTINCT FROM moved.standing DESC,
        moved.shifted AND moved.running DESC, moved.last DESC, moved.starts_at LIMIT ?
      """;

  /**
   * Parameter: most. One row of an index is read for each tenant that ever waited in such a lane.
   */
  private static final String UNCONNECTED =
      """
      SELECT DISTINCT ON (tail.submission_id) tail.submission_id, way.connection_id,
             (SELECT count(*) FROM job
              WHERE job.tenant_id = flow.tenant_id AND job.service = way.service
                AND job.mode = way.mode AND job.connection_id IS NULL
                AND job.told_start IS NOT NULL AND job.state = 'QUEUED') AS "position",
             tail.starts_at, tail.turn, 'UNCONNECTED' AS standing
      FROM (SELECT connection_id, vendor_id, service, mode, ended_at FROM guest
            WHERE ended_at IS NOT NULL
            UNION ALL
            SELECT id, connection.vendor_id, service, connection.mode, lane.changed_at
            FROM connection JOIN lane ON lane.connection_id = connection.id
            WHERE NOT connection.active) AS way
      JOIN flow ON flow.connection_id = way.connection_id AND flow.vendor_id = way.vendor_id
      CROSS JOIN LATERAL (
        SELECT job.submission_id, job.told_start AS starts_at, job.told_standing,
               job.position AS turn
        FROM job
        WHERE job.tenant_id = flow.tenant_id AND job.service = way.service AND job.mode = way.mode
          AND job.connection_id IS NULL AND job.told_start IS NOT NULL AND job.state = 'QUEUED'
        ORDER BY job.needed_by DESC, job.position DESC LIMIT 1) AS tail
      WHERE tail.told_standing IS DISTINCT FROM 'UNCONNECTED'
      ORDER BY tail.submission_id, way.ended_at DESC
      LIMIT ?
      """;

  private static final String TOLD =
      """
      UPDATE job SET told_start = ?, told_position = ?, told_standing = ? WHERE submission_id = (
        SELECT submission_id FROM job WHERE submission_id = ? AND state = 'QUEUED'
        FOR UPDATE SKIP LOCKED)
      RETURNING
      """
          + JobRow.COLUMNS;

  private final Sql sql;

  PostgresMovedPlaces(Sql sql) {
    this.sql = sql;
  }

  @Override
  public boolean alone() {
    return sql.first(
            "SELECT pg_try_advisory_xact_lock(?) AS mine", row -> row.getBoolean("mine"), RETELLING)
        .orElseThrow();
  }

  @Override
  public List<Moved> find(int perLane, int most) {
    return sql.list(MOVED, PostgresMovedPlaces::moved, perLane, perLane, perLane, most);
  }

  @Override
  public List<Moved> unconnected(int most) {
    return sql.list(UNCONNECTED, PostgresMovedPlaces::moved, most);
  }

  private static Moved moved(ResultSet row) throws SQLException {
    return new Moved(
        SubmissionId.of(row.getString("submission_id")),
        ConnectionId.of(row.getString("connection_id")),
        JobRow.told(row));
  }

  @Override
  public Optional<Delivery> toldAgain(Moved moved) {
    return sql.first(
        TOLD,
        JobRow::read,
        moved.place().place().estimatedStart(),
        moved.place().place().position(),
        moved.place().standsStill().orElse(null),
        moved.submission().value());
  }

  @Override
  public Instant now() {
    return sql.now();
  }
}
