-- Places of documents in their lanes, and when their slots are expected.

-- Gives waiting jobs their places in the lane of their vendor's connection, or in the one that is
-- lent to it; answers with how many were moved, and the lanes. A connection of the vendor's own ends the loan as soon as its
-- lane is open. What still waits in a lane that is not lent any more, or is retired, goes back, at most so many at
-- once, and nothing of that vendor gets a place before all of it is there: it keeps its order.
CREATE OR REPLACE FUNCTION place_jobs(
  most int, urgent_permille int, most_borrowed int, OUT placed bigint, OUT in_lanes text[])
LANGUAGE plpgsql AS $$
DECLARE
  f record;
BEGIN
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  placed := 0;
  in_lanes := '{}';
  UPDATE guest SET ended_at = clock_timestamp()
  FROM connection AS own
  WHERE guest.ended_at IS NULL AND own.vendor_id = guest.vendor_id
    AND own.service = guest.service AND own.mode = guest.mode AND own.active
    AND own.id <> guest.connection_id
    AND (own.mode = 'test'
         OR EXISTS (SELECT FROM live_opening WHERE live_opening.connection_id = own.id));
  FOR f IN
    WITH leaving AS MATERIALIZED (
      SELECT job.submission_id, way.connection_id
      FROM (SELECT connection_id, vendor_id FROM guest WHERE ended_at IS NOT NULL
            UNION SELECT id, vendor_id FROM connection WHERE NOT active) AS way
      JOIN flow ON flow.connection_id = way.connection_id AND flow.vendor_id = way.vendor_id
        AND flow.queued > 0
      JOIN job ON job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
        AND job.state = 'QUEUED'
      LIMIT most
      FOR UPDATE OF job SKIP LOCKED
    ), moved AS (
      UPDATE job SET connection_id = NULL FROM leaving
      WHERE job.submission_id = leaving.submission_id
      RETURNING leaving.connection_id, job.tenant_id, job.vendor_id, job.mode, job.needed_by
    )
    SELECT connection_id, tenant_id, vendor_id, mode, count(*)::int AS queued,
           count(needed_by)::int AS dated
    FROM moved
    GROUP BY connection_id, tenant_id, vendor_id, mode
    ORDER BY connection_id, vendor_id, tenant_id
  LOOP
    PERFORM count_flow(
      f.connection_id, f.tenant_id, f.vendor_id, f.mode, -f.queued, -f.dated,
      urgent_permille, most_borrowed);
    placed := placed + f.queued;
  END LOOP;
  FOR f IN
    WITH way AS MATERIALIZED (
      SELECT guest.vendor_id, guest.service, guest.mode, guest.connection_id AS id FROM guest
      WHERE guest.ended_at IS NULL
      UNION ALL
      SELECT own.vendor_id, own.service, own.mode, own.id FROM connection AS own
      WHERE own.active AND NOT EXISTS (
        SELECT FROM guest
        WHERE guest.vendor_id = own.vendor_id AND guest.service = own.service
          AND guest.mode = own.mode
          AND (guest.ended_at IS NULL
               OR EXISTS (SELECT FROM flow
                          WHERE flow.connection_id = guest.connection_id
                            AND flow.vendor_id = guest.vendor_id AND flow.queued > 0)))
        AND NOT EXISTS (
          SELECT FROM connection AS retired
          JOIN flow ON flow.connection_id = retired.id AND flow.vendor_id = retired.vendor_id
            AND flow.queued > 0
          WHERE retired.vendor_id = own.vendor_id AND retired.service = own.service
            AND retired.mode = own.mode AND NOT retired.active)
    ), waiting AS MATERIALIZED (
      SELECT job.submission_id, way.id FROM job JOIN way
        ON way.vendor_id = job.vendor_id AND way.service = job.service AND way.mode = job.mode
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
    ORDER BY connection_id, vendor_id, tenant_id
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

-- Lends a connection to a vendor; the first time its owner becomes one vendor among others. A claim
-- holds the lane's row, so no call is chosen by both rules.
CREATE OR REPLACE FUNCTION lend(lane_id text, to_vendor text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l lane%ROWTYPE;
BEGIN
  SELECT * INTO l FROM lane WHERE connection_id = lane_id FOR UPDATE;
  IF NOT l.lent THEN
    INSERT INTO guest (connection_id, vendor_id, owner, service, mode, lent_at, vstart, turn,
      vclock, vguaranteed, weights, urgent_balance, slots)
    SELECT id, vendor_id, true, service, mode, clock_timestamp(), l.vclock, l.slots, l.vclock,
      l.vguaranteed, l.weights, l.urgent_balance, l.slots
    FROM connection WHERE id = lane_id;
    UPDATE lane SET lent = true, weights = 1 WHERE connection_id = lane_id;
  END IF;
  INSERT INTO guest AS known (connection_id, vendor_id, service, mode, lent_at, vstart, came)
  SELECT id, to_vendor, service, mode, clock_timestamp(), l.vclock, l.slots
  FROM connection WHERE id = lane_id
  ON CONFLICT (connection_id, vendor_id) DO UPDATE
  SET lent_at = clock_timestamp(), ended_at = NULL
  WHERE known.ended_at IS NOT NULL;
END $$;

-- How many calls of another go before the one of this virtual time that is mine after so many of
-- mine. On a tie goes first who was called last longer ago: who was not called yet, whose calls are
-- further apart, who was called less often since; at last, the turns of now.
CREATE OR REPLACE FUNCTION turns_before(
  vtime bigint, mine bigint, cost bigint, its_turn bigint, who text, other_vstart bigint,
  other_cost bigint, other_turn bigint, other text)
RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN other_vstart > vtime THEN 0
  WHEN (vtime - other_vstart) % other_cost > 0 THEN (vtime - other_vstart) / other_cost + 1
  ELSE (vtime - other_vstart) / other_cost + (CASE
    WHEN least(mine, vtime - other_vstart) > 0 AND other_cost <> cost THEN other_cost > cost
    ELSE ((vtime - other_vstart) / other_cost, other_turn, other) < (mine, its_turn, who)
    END)::int END;

-- How many calls go before a tenant's call of this virtual time, from the rows that the choice is
-- made from, without the "ahead" ones of the tenant itself: its vendor's other tenants', and, where
-- the lane is lent, other vendors' as many as come before that call of its own vendor.
CREATE OR REPLACE FUNCTION calls_before(
  lane_id text, of_vendor text, of_tenant text, vtime bigint, its_turn bigint, ahead bigint)
RETURNS bigint
LANGUAGE sql STABLE
AS $$
  WITH siblings AS (
    SELECT coalesce(sum(least(flow.queued, turns_before(
             vtime, ahead, coalesce((SELECT stride(own.weight) FROM flow AS own
                                     WHERE own.connection_id = lane_id
                                       AND own.tenant_id = of_tenant), stride(1)),
             its_turn, of_tenant, flow.vstart, stride(flow.weight), flow.turn,
             flow.tenant_id))), 0)::bigint AS calls
    FROM flow
    WHERE flow.connection_id = lane_id AND flow.vendor_id = of_vendor AND flow.queued > 0
      AND flow.tenant_id <> of_tenant
  ), mine AS (
    SELECT guest.turn, siblings.calls + ahead AS calls,
           CASE WHEN EXISTS (SELECT FROM flow
                             WHERE flow.connection_id = lane_id AND flow.vendor_id = of_vendor
                               AND flow.queued > 0)
                THEN guest.vstart ELSE greatest(guest.vstart, lane.vclock) END AS vstart
    FROM siblings, guest JOIN lane ON lane.connection_id = guest.connection_id
    WHERE guest.connection_id = lane_id AND guest.vendor_id = of_vendor
  ), strangers AS (
    SELECT sum(least(waiting.queued, turns_before(
             mine.vstart + mine.calls * stride(1), mine.calls, stride(1), mine.turn, of_vendor,
             guest.vstart, stride(1), guest.turn, guest.vendor_id)))::bigint AS calls
    FROM mine, guest
    JOIN (SELECT flow.vendor_id, sum(flow.queued) AS queued FROM flow
          WHERE flow.connection_id = lane_id AND flow.queued > 0 AND flow.vendor_id <> of_vendor
          GROUP BY flow.vendor_id) AS waiting USING (vendor_id)
    WHERE guest.connection_id = lane_id AND guest.ended_at IS NULL
  )
  SELECT siblings.calls + coalesce(strangers.calls, 0) + (
    SELECT count(*) FROM job WHERE job.connection_id = lane_id AND job.state = 'IN_DOUBT'
      AND job.not_before <= clock_timestamp())
  FROM siblings, strangers;
$$;

-- The same for replicas of a version before lanes could be lent.
CREATE OR REPLACE FUNCTION calls_before(lane_id text, tenant text, vtime bigint, its_turn bigint)
RETURNS bigint
LANGUAGE sql STABLE
AS $$
  SELECT calls_before(lane_id, flow.vendor_id, tenant, vtime, its_turn,
    (vtime - flow.vstart) / stride(flow.weight))
  FROM flow WHERE flow.connection_id = lane_id AND flow.tenant_id = tenant;
$$;

-- The place of a queued submission and when its slot is expected; nothing for what is not queued.
-- What has just come has few behind it, and those are counted, not the many before it.
-- Calls out of turn can bring it forward or put it back.
CREATE OR REPLACE FUNCTION place_of(submission text)
RETURNS TABLE ("position" bigint, starts_at timestamptz)
LANGUAGE sql STABLE
AS $$
  WITH mine AS (
    SELECT job.connection_id, job.vendor_id, job.tenant_id, flow.vstart, flow.turn, flow.weight,
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
           mine.ahead + calls_before(mine.connection_id, mine.vendor_id, mine.tenant_id,
             mine.vstart + mine.ahead * stride(mine.weight), mine.turn, mine.ahead) AS before
    FROM mine
  )
  SELECT place.before + 1, expected_slot(lane, place.before)
  FROM place JOIN lane ON lane.connection_id = place.connection_id;
$$;

-- The places of these, noted as told; without those that are not queued.
DROP FUNCTION IF EXISTS tell_places(text[]);
CREATE FUNCTION tell_places(submissions text[])
RETURNS TABLE (
  submission text, "position" bigint, starts_at timestamptz, turn bigint, standing text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
BEGIN
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  FOREACH submission IN ARRAY submissions LOOP
    SELECT place.position, place.starts_at INTO position, starts_at
    FROM place_of(submission) AS place;
    IF FOUND THEN
      UPDATE job SET told_start = tell_places.starts_at, told_position = tell_places.position,
        told_standing = stands_still(lane.state)
      FROM lane
      WHERE job.submission_id = tell_places.submission
        AND lane.connection_id = job.connection_id
      RETURNING job.position, job.told_standing INTO turn, standing;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- When the last of so many documents would leave if the tenant handed them in now.
CREATE OR REPLACE FUNCTION forecast(
  lane_id text, of_vendor text, of_tenant text, documents int)
RETURNS TABLE ("position" bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE
AS $$
  WITH asked AS (
    SELECT lane, coalesce(flow.queued, 0) AS queued,
           greatest(coalesce(flow.vstart, 0),
                    CASE WHEN coalesce(flow.queued, 0) = 0
                         THEN coalesce(guest.vclock, lane.vclock) ELSE 0 END) AS vstart,
           coalesce(flow.turn, 0) AS turn, coalesce(flow.weight, 1) AS weight
    FROM lane
    LEFT JOIN guest
      ON guest.connection_id = lane.connection_id AND guest.vendor_id = of_vendor
    LEFT JOIN flow
      ON flow.connection_id = lane.connection_id AND flow.tenant_id = of_tenant
    WHERE lane.connection_id = lane_id
  ), counted AS (
    SELECT asked.*,
      asked.queued + calls_before(lane_id, of_vendor, of_tenant,
        asked.vstart + asked.queued * stride(asked.weight), asked.turn, asked.queued)
        AS before_first,
      asked.queued + documents - 1 + calls_before(lane_id, of_vendor, of_tenant,
        asked.vstart + (asked.queued + documents - 1) * stride(asked.weight), asked.turn,
        asked.queued + documents - 1) AS before_last
    FROM asked
  )
  SELECT before_last + 1, expected_slot(lane, before_first), expected_slot(lane, before_last)
  FROM counted;
$$;

-- The same for replicas of a version before lanes could be lent.
CREATE OR REPLACE FUNCTION forecast(lane_id text, tenant text, documents int)
RETURNS TABLE ("position" bigint, first_at timestamptz, last_at timestamptz)
LANGUAGE sql STABLE
AS $$
  SELECT forecast.* FROM lane
  CROSS JOIN LATERAL forecast(lane_id, lane.vendor_id, tenant, documents) AS forecast
  WHERE lane.connection_id = lane_id;
$$;
