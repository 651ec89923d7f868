package se.sluss.submitter.store;

import jakarta.enterprise.context.ApplicationScoped;
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
      SELECT moved.submission_id, moved.place AS "position", moved.starts_at, moved.turn,
             moved.standing
      FROM (
        SELECT DISTINCT ON (looked.submission_id) looked.*,
               looked.ahead + others.calls + 1 AS place,
               expected_slot(lane, looked.ahead + others.calls) AS starts_at,
               stands_still(lane.state) AS standing
        FROM lane
        CROSS JOIN LATERAL (
          (SELECT head.*, flow.vendor_id, flow.tenant_id, flow.turn AS its_turn, false AS last,
                  flow.vstart + head.ahead * stride(flow.weight) AS vtime
           FROM flow
           LEFT JOIN guest
             ON guest.connection_id = flow.connection_id AND guest.vendor_id = flow.vendor_id
           CROSS JOIN LATERAL (
             SELECT job.submission_id, job.told_start, job.told_standing, job.position AS turn,
                    row_number() OVER (ORDER BY job.needed_by, job.position) - 1 AS ahead
             FROM job
             WHERE job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
               AND job.state = 'QUEUED'
             ORDER BY job.needed_by, job.position
             LIMIT least(?::bigint, 2 + ?::bigint * flow.weight
               / (lane.weights * coalesce(guest.weights, 1)))) AS head
           WHERE flow.connection_id = lane.connection_id AND flow.queued > 0
             AND lane.state = 'RUNNING'
           ORDER BY (flow.vstart + head.ahead * stride(flow.weight)
                     - coalesce(guest.vclock, lane.vclock)) * coalesce(guest.weights, 1)
           LIMIT ?)
          UNION ALL
          (SELECT tail.*, flow.queued - 1 AS ahead, flow.vendor_id, flow.tenant_id, flow.turn, true,
                  flow.vstart + (flow.queued - 1) * stride(flow.weight)
           FROM flow
           CROSS JOIN LATERAL (
             SELECT job.submission_id, job.told_start, job.told_standing, job.position
             FROM job
             WHERE job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
               AND job.state = 'QUEUED'
             ORDER BY job.needed_by DESC, job.position DESC LIMIT 1) AS tail
           WHERE flow.connection_id = lane.connection_id AND flow.queued > 0
             AND (lane.state = 'RUNNING' OR lane.reason <> 'RETIRED'
                  AND tail.told_standing IS DISTINCT FROM stands_still(lane.state)))) AS looked
        CROSS JOIN LATERAL (
          SELECT calls_before(lane.connection_id, looked.vendor_id, looked.tenant_id, looked.vtime,
            looked.its_turn, looked.ahead) AS calls) AS others
        ORDER BY looked.submission_id, looked.last DESC) AS moved
      WHERE moved.told_start IS NOT NULL
        AND (moved.last AND moved.told_standing IS DISTINCT FROM moved.standing
             OR moved.starts_at > clock_timestamp() + interval '5 seconds'
               AND abs(extract(epoch FROM moved.starts_at - moved.told_start))
                 > greatest(30, extract(epoch FROM moved.starts_at - clock_timestamp()) / 10))
      ORDER BY moved.last DESC, moved.starts_at LIMIT ?
      """;

  private static final String LAST_OF_TENANTS =
      """
      SELECT tail.submission_id, flow.queued AS "position", tail.told_start AS starts_at, tail.turn,
             ?::text AS standing
      FROM flow
      CROSS JOIN LATERAL (
        SELECT job.submission_id, job.told_start, job.position AS turn
        FROM job
        WHERE job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
          AND job.state = 'QUEUED'
        ORDER BY job.needed_by DESC, job.position DESC LIMIT 1) AS tail
      WHERE flow.connection_id = ? AND flow.queued > 0 AND tail.told_start IS NOT NULL
      """;

  private static final String TOLD =
      """
      UPDATE job SET told_start = ?, told_standing = ? WHERE submission_id = (
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
    return sql.list(
        MOVED,
        row -> new Moved(SubmissionId.of(row.getString("submission_id")), JobRow.told(row)),
        perLane,
        perLane,
        perLane,
        most);
  }

  @Override
  public List<Moved> lastOfTenants(ConnectionId connection, String standing) {
    return sql.list(
        LAST_OF_TENANTS,
        row -> new Moved(SubmissionId.of(row.getString("submission_id")), JobRow.told(row)),
        standing,
        connection.value());
  }

  @Override
  public Optional<Delivery> toldAgain(Moved moved) {
    return sql.first(
        TOLD,
        JobRow::read,
        moved.place().place().estimatedStart(),
        moved.place().standsStill().orElse(null),
        moved.submission().value());
  }

  @Override
  public Instant now() {
    return sql.now();
  }
}
