-- The governor's arithmetic, and what is counted of each tenant's queue. Times are the database's;
-- durations are microseconds.

-- The least time between two calls as things stand: agreed or slowed, stretched while the
-- authority shows strain. Never below what was agreed.
CREATE OR REPLACE FUNCTION lane_interval(agreed bigint, slow bigint, pace int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (greatest(agreed, slow) * 1000 + pace - 1) / pace;

CREATE OR REPLACE FUNCTION micros(amount bigint) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN amount * interval '1 microsecond';

-- How quick an answer can be, from the quickest of so many. Where the usual of n answers is s above
-- the least possible, and delays near the least are no rarer than for two even delays, there and
-- back, all n are more than d = s * sqrt(40 / n) above it once in 500 million times. What is known
-- is the usual above the quickest seen, s - d; hence d = (s - d) * sqrt(40) / (sqrt(n) - sqrt(40)).
-- Up to forty nothing is known, and what is forgotten of the quickest bounds what more than two
-- thousand can tell.
CREATE OR REPLACE FUNCTION quickest_possible(quickest bigint, usual bigint, answers bigint)
RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN answers <= 40 OR quickest IS NULL THEN 0
  ELSE greatest(quickest - ceil(greatest(usual - quickest, 0)
                                * sqrt(40.0) / (sqrt(least(answers, 2000)::numeric) - sqrt(40.0)))::bigint, 0) END;

-- The first moment of the Swedish day of this one, or of a later day.
CREATE OR REPLACE FUNCTION swedish_day(at timestamptz, later int DEFAULT 0) RETURNS timestamptz
LANGUAGE sql STABLE
RETURN (date_trunc('day', at AT TIME ZONE 'Europe/Stockholm') + later * interval '1 day')
  AT TIME ZONE 'Europe/Stockholm';

-- How many calls a lane may make in a day: bounded for tests that lead to the authority itself, null
-- for all others.
CREATE OR REPLACE FUNCTION calls_a_day(l lane) RETURNS int
LANGUAGE plpgsql STABLE
AS $$
BEGIN
  IF l.mode <> 'test' THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT test_environment.calls_a_day FROM connection, test_environment
          WHERE connection.id = l.connection_id
            AND lower(substring(connection.address FROM '^https://([^/:]+)'))
              = ANY (test_environment.hosts));
END $$;

-- The calls in the Swedish day of this moment, of every connection that the vendor has or had for
-- the service. A slot counts unless it is certain that nothing was sent in it.
CREATE OR REPLACE FUNCTION calls_of_day(l lane, at timestamptz) RETURNS bigint
LANGUAGE sql STABLE
AS $$
  SELECT count(*) FROM connection AS own
  JOIN connection AS alike ON alike.vendor_id = own.vendor_id AND alike.service = own.service
    AND alike.mode = own.mode
  JOIN attempt ON attempt.connection_id = alike.id
  WHERE own.id = l.connection_id AND attempt.slot_at >= swedish_day(at)
    AND (attempt.sent_at IS NOT NULL OR attempt.outcome IS DISTINCT FROM 'NOT_SENT')
$$;

-- Why a lane in this state sends nothing, for those who wait; null while it runs.
CREATE OR REPLACE FUNCTION stands_still(state text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN state = 'RUNNING' THEN NULL
  WHEN state IN ('STOPPED', 'TRYING') THEN 'STOPPED' ELSE 'PAUSED' END;

-- When the call is expected that so many others go before, if the lane runs.
CREATE OR REPLACE FUNCTION expected_slot(l lane, before bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  pace bigint := lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille);
  at timestamptz := greatest(l.next_at, clock_timestamp());
  bound int := calls_a_day(l);
  beyond bigint;
BEGIN
  IF bound IS NOT NULL THEN
    beyond := before - greatest(bound - calls_of_day(l, at), 0);
    IF beyond >= 0 THEN
      RETURN swedish_day(at, 1 + (beyond / bound)::int) + micros(beyond % bound * pace);
    END IF;
  END IF;
  RETURN at + micros(before * pace);
END $$;

-- Virtual time that one call costs a tenant.
CREATE OR REPLACE FUNCTION stride(weight int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 1000000 / weight;

-- When a tenant's own share begins to be too little: its dated jobs take so many rounds.
CREATE OR REPLACE FUNCTION urgent_from(
  earliest timestamptz, dated int, weight int, weights bigint, pace bigint)
RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN earliest - micros((dated + 1) * greatest(weights, weight) / weight * pace);

-- Whether a tenant may be called out of turn: its earliest date can still be met, but perhaps not
-- by the part of its share that others' calls out of turn leave it, and it is not too many calls
-- ahead of its share.
CREATE OR REPLACE FUNCTION is_urgent(
  f flow, vclock bigint, urgent_permille int, most_borrowed int, at timestamptz)
RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  f.earliest > at
  AND f.earliest - (f.earliest - f.urgent_from) * (1000.0 / (1000 - urgent_permille))::float <= at
  AND f.vstart - vclock <= most_borrowed * stride(f.weight), false);

-- The earliest date of a tenant's queued jobs that can still be met.
CREATE OR REPLACE FUNCTION earliest_date(lane_id text, tenant text, after timestamptz)
RETURNS timestamptz
LANGUAGE sql STABLE
RETURN (SELECT job.needed_by FROM job
        WHERE job.connection_id = lane_id AND job.tenant_id = tenant AND job.state = 'QUEUED'
          AND job.needed_by > after
        ORDER BY job.needed_by LIMIT 1);

-- A changed number of jobs of one tenant, after the jobs themselves were changed. Who comes back
-- after having had nothing to send starts at the lane's virtual time, or at its own debt.
CREATE OR REPLACE FUNCTION count_flow(
  lane_id text, tenant text, vendor text, in_mode text, more_queued int, more_dated int,
  urgent_permille int, most_borrowed int)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l lane%ROWTYPE;
  g guest%ROWTYPE;
  f flow%ROWTYPE;
  now_at timestamptz := clock_timestamp();
BEGIN
  SELECT * INTO l FROM lane WHERE connection_id = lane_id;
  IF l.lent THEN
    -- A vendor that comes back, as a tenant does; before its tenants' rows, in the order of all.
    IF more_queued > 0 AND NOT EXISTS (
      SELECT FROM flow WHERE connection_id = lane_id AND vendor_id = vendor AND queued > 0)
    THEN
      UPDATE guest SET vstart = greatest(vstart, l.vclock), came = l.slots
      WHERE connection_id = lane_id AND vendor_id = vendor;
    END IF;
    SELECT * INTO g FROM guest WHERE connection_id = lane_id AND vendor_id = vendor;
    l := within(l, g);
  END IF;
  INSERT INTO flow AS known (connection_id, tenant_id, vendor_id, mode, vstart, queued, dated, came)
  VALUES (lane_id, tenant, vendor, in_mode, l.vclock,
          greatest(more_queued, 0), greatest(more_dated, 0), l.slots)
  ON CONFLICT (connection_id, tenant_id) DO UPDATE
  SET queued = greatest(known.queued + more_queued, 0),
      dated = greatest(known.dated + more_dated, 0),
      vstart = CASE WHEN known.queued = 0 THEN greatest(known.vstart, l.vclock) ELSE known.vstart END,
      came = CASE WHEN known.queued = 0 THEN l.slots ELSE known.came END
  RETURNING * INTO f;
  IF f.earliest IS NULL AND f.dated = 0 THEN
    RETURN;
  END IF;
  f.earliest := earliest_date(lane_id, tenant, now_at);
  f.urgent_from := urgent_from(f.earliest, f.dated, f.weight, l.weights,
    lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille));
  UPDATE flow SET
    earliest = f.earliest, urgent_from = f.urgent_from,
    urgent = is_urgent(f, l.vclock, urgent_permille, most_borrowed, now_at)
  WHERE connection_id = lane_id AND tenant_id = tenant;
END $$;

-- Sets right what is counted of a tenant that is said to wait and has no job, which would keep its
-- lane from all others.
CREATE OR REPLACE FUNCTION recount_flow(lane_id text, tenant text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  RAISE WARNING 'A tenant''s queue was counted wrongly and is counted anew: connection %, tenant %',
    lane_id, tenant;
  -- Locked first: what is counted in the same statement as a wait for the row is older than the row.
  PERFORM FROM flow WHERE connection_id = lane_id AND tenant_id = tenant FOR UPDATE;
  UPDATE flow SET (queued, dated) = (
    SELECT count(*), count(job.needed_by) FROM job
    WHERE job.connection_id = lane_id AND job.tenant_id = tenant AND job.state = 'QUEUED')
  WHERE connection_id = lane_id AND tenant_id = tenant;
END $$;

-- A promoted or restored database may not know the last calls: every lane rests for one interval,
-- a window and what the clocks of two hosts may differ.
CREATE OR REPLACE FUNCTION quarantine_after_failover(width bigint, clocks bigint) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  now_on text := substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8);
BEGIN
  IF EXISTS (SELECT FROM governor_epoch WHERE timeline = now_on) THEN
    RETURN;
  END IF;
  UPDATE governor_epoch SET timeline = now_on WHERE timeline <> now_on;
  IF FOUND THEN
    UPDATE lane SET
      next_at = greatest(next_at, clock_timestamp())
        + micros(lane_interval(agreed_micros, slow_micros, pace_permille) + guard_most_micros
                 + width + clocks),
      quarantined_until = greatest(next_at, clock_timestamp())
        + micros(lane_interval(agreed_micros, slow_micros, pace_permille) + guard_most_micros
                 + width + clocks);
    UPDATE ceiling SET next_at = greatest(next_at, clock_timestamp())
      + micros(interval_micros + width + clocks
               + coalesce((SELECT max(guard_most_micros) FROM lane WHERE ceiling_id = ceiling.id), 0));
  END IF;
END $$;
