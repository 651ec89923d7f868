package se.sluss.submitter.store;

/** The statements of the governor; the arithmetic is in {@code R__governor.sql}. */
final class LaneSql {
  /**
   * Parameters: connections, attempts, calls as JSON or null, replica, lead, window, lost after
   * (microseconds), bound of calls in flight, urgent share in thousandths, most borrowed, clock
   * difference.
   */
  static final String CLAIM =
      """
      SELECT claimed_lane, verdict, wait_micros, read_at, slot_at,
             (taken).submission_id, (taken).vendor_id, (taken).tenant_id, (taken).service,
             (taken).mode, (taken).document_id, (taken).connection_id, (taken).state,
             (taken).reason, (taken).attempt_id, (taken).not_before, (taken).attempts,
             (taken).doubts, (taken).cancel_requested, (taken).origin, (taken).queued_traceparent,
             (taken).identity
      FROM claim_slots(?::text[], ?::text[], ?::text[]::jsonb[], ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  static final String OUTLOOKS = "SELECT * FROM lane_outlooks(?::text[], ?)";

  static final String WITH_WORK =
      """
      SELECT connection_id FROM lane
      WHERE (state = 'RUNNING' OR state = 'STOPPED' AND try_at <= clock_timestamp())
        AND coalesce(rests_until <= clock_timestamp(), true)
        AND (EXISTS (SELECT FROM flow
                     WHERE flow.connection_id = lane.connection_id AND flow.queued > 0)
             OR EXISTS (SELECT FROM job
                        WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT'))
      ORDER BY connection_id
      """;

  static final String LOCK =
      "SELECT state, reason, try_at, try_wait_micros FROM lane WHERE connection_id = ? FOR UPDATE";

  /** Parameters: state, reason, when to try, wait, connection. */
  static final String SAVE_STATE =
      "UPDATE lane SET state = ?, reason = ?, try_at = ?::timestamptz, try_wait_micros = ?,"
          + " changed_at = clock_timestamp() WHERE connection_id = ?";

  /** Without retired ones, unless one is asked for. Parameters: connection or null, twice. */
  static final String VIEWS =
      """
      SELECT connection.id, connection.vendor_id, connection.service, connection.mode, lane.*,
             lane_interval(lane.agreed_micros, lane.slow_micros, lane.pace_permille) AS pace,
             CASE WHEN lane.rests_until > clock_timestamp() THEN lane.rests_until END AS resting,
             waiting.*, calls.*,
             (SELECT count(*) FROM job
              WHERE job.connection_id = lane.connection_id AND job.state = 'SENDING') AS in_flight,
             (SELECT count(*) FROM job
              WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT') AS in_doubt,
             (SELECT count(*) FROM job
              WHERE job.connection_id = lane.connection_id AND job.state = 'PARKED') AS parked
      FROM lane JOIN connection ON connection.id = lane.connection_id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(queued), 0) AS backlog,
               min(earliest) FILTER (WHERE queued > 0 AND urgent_from <= clock_timestamp()
                                     AND earliest > clock_timestamp()) AS next_at_risk
        FROM flow WHERE flow.connection_id = lane.connection_id
      ) AS waiting
      CROSS JOIN LATERAL (
        SELECT count(*) AS calls,
               (extract(epoch FROM max(sent_at) - min(sent_at)) * 1000000
                 / nullif(count(*) - 1, 0))::bigint AS measured_micros
        FROM attempt
        WHERE attempt.connection_id = connection.id
          AND attempt.slot_at > clock_timestamp() - interval '2 minutes'
          AND attempt.sent_at > clock_timestamp() - interval '1 minute'
      ) AS calls
      WHERE ?::text IS NULL AND connection.active OR connection.id = ?::text
      ORDER BY connection.created_at, connection.id
      """;

  /**
   * Lanes as those see them that they are lent to: what is common to all, and its own share of the
   * rest. Parameters: vendor, connections.
   */
  static final String LENT =
      """
      SELECT guest.vendor_id, connection.id, connection.service, connection.mode, lane.*,
             lane_interval(lane.agreed_micros, lane.slow_micros, lane.pace_permille) AS pace,
             CASE WHEN lane.rests_until > clock_timestamp() THEN lane.rests_until END AS resting,
             waiting.*, NULL::bigint AS measured_micros,
             (SELECT count(*) FROM attempt
              WHERE attempt.connection_id = lane.connection_id
                AND attempt.vendor_id = guest.vendor_id
                AND attempt.slot_at > clock_timestamp() - interval '2 minutes'
                AND attempt.sent_at > clock_timestamp() - interval '1 minute') AS calls,
             (SELECT count(*) FROM job WHERE job.connection_id = lane.connection_id
                AND job.vendor_id = guest.vendor_id AND job.state = 'SENDING') AS in_flight,
             (SELECT count(*) FROM job WHERE job.connection_id = lane.connection_id
                AND job.vendor_id = guest.vendor_id AND job.state = 'IN_DOUBT') AS in_doubt,
             (SELECT count(*) FROM job WHERE job.connection_id = lane.connection_id
                AND job.vendor_id = guest.vendor_id AND job.state = 'PARKED') AS parked
      FROM guest
      JOIN lane ON lane.connection_id = guest.connection_id
      JOIN connection ON connection.id = guest.connection_id
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(queued), 0) AS backlog,
               min(earliest) FILTER (WHERE queued > 0 AND urgent_from <= clock_timestamp()
                                     AND earliest > clock_timestamp()) AS next_at_risk
        FROM flow WHERE flow.connection_id = guest.connection_id
          AND flow.vendor_id = guest.vendor_id
      ) AS waiting
      WHERE guest.vendor_id = ? AND guest.connection_id = ANY (?::text[])
        AND NOT guest.owner AND guest.ended_at IS NULL
      ORDER BY guest.lent_at, connection.id
      """;

  /** Documents that wait for a connection of their vendor. */
  static final String UNCONNECTED =
      """
      SELECT job.vendor_id, job.service, job.mode, count(*) AS backlog, min(job.queued_at) AS since
      FROM job
      WHERE connection_id IS NULL AND state = 'QUEUED'
        AND NOT EXISTS (SELECT FROM connection
          WHERE connection.vendor_id = job.vendor_id AND connection.service = job.service
            AND connection.mode = job.mode AND connection.active)
        AND NOT EXISTS (SELECT FROM guest
          WHERE guest.vendor_id = job.vendor_id AND guest.service = job.service
            AND guest.mode = job.mode AND guest.ended_at IS NULL)
      GROUP BY job.vendor_id, job.service, job.mode
      ORDER BY job.vendor_id, job.service, job.mode
      """;

  static final String BACKLOG =
      """
      SELECT tenant_id, weight, queued, dated, earliest,
             coalesce(urgent_from <= clock_timestamp() AND earliest > clock_timestamp(), false)
               AS at_risk
      FROM flow WHERE connection_id = ? AND queued > 0
      ORDER BY queued DESC, tenant_id LIMIT ?
      """;

  private LaneSql() {}
}
