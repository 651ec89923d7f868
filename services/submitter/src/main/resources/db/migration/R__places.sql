-- Places of documents in their lanes, and when their slots are expected.

-- Gives waiting jobs of vendors that have a connection their places in its lane; answers with the
-- lanes.
CREATE OR REPLACE FUNCTION place_jobs(
  most int, urgent_permille int, most_borrowed int, OUT placed bigint, OUT in_lanes text[])
LANGUAGE plpgsql AS $$
DECLARE
  f record;
BEGIN
  placed := 0;
  in_lanes := '{}';
  FOR f IN
    WITH waiting AS MATERIALIZED (
      SELECT job.submission_id, connection.id FROM job JOIN connection
        ON connection.vendor_id = job.vendor_id AND connection.service = job.service
           AND connection.mode = job.mode AND connection.active
      WHERE job.connection_id IS NULL AND job.state = 'QUEUED'
      ORDER BY job.position LIMIT most
      FOR UPDATE OF job SKIP LOCKED
    ), moved AS (
      UPDATE job SET connection_id = waiting.id, changed_at = clock_timestamp() FROM waiting
      WHERE job.submission_id = waiting.submission_id
      RETURNING job.connection_id, job.tenant_id, job.vendor_id, job.mode, job.needed_by
    )
    SELECT connection_id, tenant_id, vendor_id, mode, count(*)::int AS queued,
           count(needed_by)::int AS dated
    FROM moved
    GROUP BY connection_id, tenant_id, vendor_id, mode
    ORDER BY connection_id, tenant_id
  LOOP
    PERFORM count_flow(
      f.connection_id, f.tenant_id, f.vendor_id, f.mode, f.queued, f.dated,
      urgent_permille, most_borrowed);
    placed := placed + f.queued;
    IF f.connection_id <> ALL (in_lanes) THEN
      in_lanes := in_lanes || f.connection_id;
    END IF;
  END LOOP;
END $$;

-- How many calls go before a tenant's call of this virtual time, from the rows that the choice is
-- made from.
CREATE OR REPLACE FUNCTION calls_before(lane_id text, tenant text, vtime bigint, its_turn bigint)
RETURNS bigint
LANGUAGE sql STABLE
RETURN (
  SELECT coalesce(sum(least(
           flow.queued,
           CASE WHEN flow.vstart > vtime THEN 0
                ELSE (vtime - flow.vstart) / stride(flow.weight)
                     + ((vtime - flow.vstart) % stride(flow.weight) > 0
                        OR (flow.turn, flow.tenant_id) < (its_turn, tenant))::int END)), 0)
  FROM flow
  WHERE flow.connection_id = lane_id AND flow.queued > 0 AND flow.tenant_id <> tenant
) + (
  SELECT count(*) FROM job WHERE job.connection_id = lane_id AND job.state = 'IN_DOUBT'
    AND job.not_before <= clock_timestamp());

-- The place of a queued submission and when its slot is expected; nothing for what is not queued.
-- What has just come has few behind it, and those are counted, not the many before it.
-- Calls out of turn can bring it forward or put it back.
CREATE OR REPLACE FUNCTION place_of(submission text)
RETURNS TABLE ("position" bigint, starts_at timestamptz)
LANGUAGE sql STABLE
AS $$
  WITH mine AS (
    SELECT job.connection_id, job.tenant_id, flow.vstart, flow.turn, flow.weight,
           CASE WHEN behind.many THEN
             (SELECT count(*) FROM job AS other
              WHERE other.connection_id = job.connection_id AND other.tenant_id = job.tenant_id
                AND other.state = 'QUEUED'
                AND (coalesce(other.needed_by, 'infinity'), other.position)
                    < (coalesce(job.needed_by, 'infinity'), job.position))
           ELSE greatest(flow.queued - 1 - behind.jobs, 0) END AS ahead
    FROM job JOIN flow ON flow.connection_id = job.connection_id AND flow.tenant_id = job.tenant_id
    CROSS JOIN LATERAL (SELECT count(*) AS jobs, count(*) > 1000 AS many FROM (
      (SELECT FROM job AS other
       WHERE other.connection_id = job.connection_id AND other.tenant_id = job.tenant_id
         AND other.state = 'QUEUED' AND other.needed_by = job.needed_by
         AND other.position > job.position LIMIT 1001)
      UNION ALL
      (SELECT FROM job AS other
       WHERE other.connection_id = job.connection_id AND other.tenant_id = job.tenant_id
         AND other.state = 'QUEUED' AND other.needed_by > job.needed_by LIMIT 1001)
      UNION ALL
      (SELECT FROM job AS other
       WHERE other.connection_id = job.connection_id AND other.tenant_id = job.tenant_id
         AND other.state = 'QUEUED' AND other.needed_by IS NULL
         AND other.position > CASE WHEN job.needed_by IS NULL THEN job.position ELSE 0 END
       LIMIT 1001)) AS later) AS behind
    WHERE job.submission_id = submission AND job.state = 'QUEUED'
  ), place AS (
    SELECT mine.connection_id,
           mine.ahead + calls_before(mine.connection_id, mine.tenant_id,
             mine.vstart + mine.ahead * stride(mine.weight), mine.turn) AS before
    FROM mine
  )
  SELECT place.before + 1,
         greatest(lane.next_at, clock_timestamp())
           + micros(place.before * lane_interval(lane.agreed_micros, lane.slow_micros, lane.pace_permille))
  FROM place JOIN lane ON lane.connection_id = place.connection_id;
$$;

-- The places of these, noted as told; without those that are not queued.
CREATE OR REPLACE FUNCTION tell_places(submissions text[])
RETURNS TABLE (submission text, "position" bigint, starts_at timestamptz)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  FOREACH submission IN ARRAY submissions LOOP
    SELECT place.position, place.starts_at INTO position, starts_at
    FROM place_of(submission) AS place;
    IF FOUND THEN
      UPDATE job SET told_start = tell_places.starts_at
      WHERE job.submission_id = tell_places.submission;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- When the last of so many documents would leave if the tenant handed them in now.
CREATE OR REPLACE FUNCTION forecast(lane_id text, tenant text, documents int)
RETURNS TABLE ("position" bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE
AS $$
  WITH asked AS (
    SELECT lane.*, coalesce(flow.queued, 0) AS queued,
           greatest(coalesce(flow.vstart, 0),
                    CASE WHEN coalesce(flow.queued, 0) = 0 THEN lane.vclock ELSE 0 END) AS vstart,
           coalesce(flow.turn, 0) AS turn, coalesce(flow.weight, 1) AS weight
    FROM lane LEFT JOIN flow
      ON flow.connection_id = lane.connection_id AND flow.tenant_id = tenant
    WHERE lane.connection_id = lane_id
  ), counted AS (
    SELECT asked.*,
      asked.queued + calls_before(lane_id, tenant,
        asked.vstart + asked.queued * stride(asked.weight), asked.turn) AS before_first,
      asked.queued + documents - 1 + calls_before(lane_id, tenant,
        asked.vstart + (asked.queued + documents - 1) * stride(asked.weight), asked.turn)
        AS before_last
    FROM asked
  )
  SELECT before_last + 1,
    greatest(next_at, clock_timestamp())
      + micros(before_first * lane_interval(agreed_micros, slow_micros, pace_permille)),
    greatest(next_at, clock_timestamp())
      + micros(before_last * lane_interval(agreed_micros, slow_micros, pace_permille))
  FROM counted;
$$;
