package se.sluss.submitter.store;

/** The statements of the governor. */
final class LaneSql {
  /**
   * The row is locked first, carrying stored columns only, and the clock is read above that lock: a
   * clock read beside it would be as old as the wait when the holder rolled back. Whatever the
   * snapshot showed, the locked rows are their newest versions.
   *
   * <p>Parameters: connection, bound of calls in flight, attempt, attempt, window in microseconds,
   * lost after in microseconds, window, window.
   */
  static final String CLAIM =
      """
      WITH locked AS MATERIALIZED (
        SELECT connection_id, next_at, interval_micros, state
        FROM lane WHERE connection_id = ?
        FOR UPDATE SKIP LOCKED
      ), slot AS MATERIALIZED (
        SELECT locked.*, clock_timestamp() AS at, set_config('synchronous_commit', 'on', true)
        FROM locked
      ), due AS MATERIALIZED (
        SELECT connection_id, interval_micros, at FROM slot
        WHERE state = 'RUNNING' AND next_at <= at
          AND (SELECT count(*) FROM job
               WHERE job.connection_id = slot.connection_id AND job.state = 'SENDING') < ?
      ), doubtful AS MATERIALIZED (
        SELECT job.submission_id FROM job JOIN due USING (connection_id)
        WHERE job.state = 'IN_DOUBT' AND job.not_before <= due.at
        ORDER BY job.not_before LIMIT 1
        FOR UPDATE OF job SKIP LOCKED
      ), queued AS MATERIALIZED (
        SELECT job.submission_id FROM job JOIN due USING (connection_id)
        WHERE job.state = 'QUEUED' AND NOT EXISTS (SELECT FROM doubtful)
        ORDER BY job.position LIMIT 1
        FOR UPDATE OF job SKIP LOCKED
      ), started AS (
        UPDATE job SET state = 'SENDING', reason = '', attempts = attempts + 1, attempt_id = ?,
                       not_before = NULL, changed_at = due.at
        FROM due, (SELECT * FROM doubtful UNION ALL SELECT * FROM queued) AS chosen
        WHERE job.submission_id = chosen.submission_id
        RETURNING job.*
      ), tried AS (
        INSERT INTO attempt (id, submission_id, vendor_id, tenant_id, mode, connection_id, number,
                             slot_at, window_end, overdue_at)
        SELECT ?, started.submission_id, started.vendor_id, started.tenant_id, started.mode,
               started.connection_id, started.attempts, due.at,
               due.at + ? * interval '1 microsecond', due.at + ? * interval '1 microsecond'
        FROM started, due
      ), booked AS (
        UPDATE lane SET next_at = due.at + (? + due.interval_micros) * interval '1 microsecond'
        FROM due, started
        WHERE lane.connection_id = due.connection_id
        RETURNING lane.next_at
      )
      SELECT slot.state AS lane_state, slot.at AS slot_at, slot.interval_micros,
             (extract(epoch FROM slot.next_at - slot.at) * 1000000)::bigint AS wait_micros,
             booked.next_at AS booked_at, started.*
      FROM slot LEFT JOIN started ON true LEFT JOIN booked ON true
      """;

  /** Parameters: when the next call may go, connection, what the claim had booked. */
  static final String MOVE_BOOKING =
      "UPDATE lane SET next_at = ? WHERE connection_id = ? AND next_at = ?";

  static final String OUTLOOK =
      """
      SELECT lane.state = 'RUNNING' AS running,
             greatest((extract(epoch FROM lane.next_at - clock_timestamp()) * 1000000)::bigint, 0)
               AS until_slot,
             (SELECT count(*) FROM job
              WHERE job.connection_id = lane.connection_id AND job.state = 'SENDING') AS in_flight,
             coalesce(
               (SELECT submission_id FROM job
                WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT'
                  AND job.not_before <= greatest(lane.next_at, clock_timestamp())
                ORDER BY job.not_before LIMIT 1),
               (SELECT submission_id FROM job
                WHERE job.connection_id = lane.connection_id AND job.state = 'QUEUED'
                ORDER BY job.position LIMIT 1)) AS head,
             (SELECT greatest(
                (extract(epoch FROM min(job.not_before) - clock_timestamp()) * 1000000)::bigint, 0)
              FROM job
              WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT')
               AS until_resend
      FROM lane WHERE connection_id = ?
      """;

  static final String WITH_WORK =
      """
      SELECT connection_id FROM lane
      WHERE state = 'RUNNING'
        AND EXISTS (SELECT FROM job WHERE job.connection_id = lane.connection_id
                    AND job.state IN ('QUEUED', 'IN_DOUBT'))
      ORDER BY connection_id
      """;

  /** Parameters: connection or null, twice. */
  static final String VIEWS =
      """
      SELECT connection.id, connection.vendor_id, connection.service, connection.mode, lane.state,
             lane.reason, lane.changed_at, connection.agreed_micros, lane.interval_micros,
             lane.next_at, jobs.*,
             (SELECT count(*) FROM attempt
              WHERE attempt.connection_id = connection.id
                AND attempt.slot_at > clock_timestamp() - interval '2 minutes'
                AND attempt.sent_at > clock_timestamp() - interval '1 minute') AS calls
      FROM lane JOIN connection ON connection.id = lane.connection_id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE state = 'QUEUED') AS backlog,
               count(*) FILTER (WHERE state = 'SENDING') AS in_flight,
               count(*) FILTER (WHERE state = 'IN_DOUBT') AS in_doubt,
               count(*) FILTER (WHERE state = 'PARKED') AS parked
        FROM job WHERE job.connection_id = lane.connection_id
          AND job.state IN ('QUEUED', 'SENDING', 'IN_DOUBT', 'PARKED')
      ) AS jobs
      WHERE ?::text IS NULL OR connection.id = ?::text
      ORDER BY connection.created_at, connection.id
      """;

  /** Documents that wait for a connection of their vendor. */
  static final String UNCONNECTED =
      """
      SELECT vendor_id, service, mode, count(*) AS backlog, min(queued_at) AS since FROM job
      WHERE connection_id IS NULL AND state = 'QUEUED'
      GROUP BY vendor_id, service, mode ORDER BY vendor_id, service, mode
      """;

  private LaneSql() {}
}
