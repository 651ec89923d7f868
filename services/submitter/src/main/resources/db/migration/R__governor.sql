-- The governor's arithmetic and its claim. Times are the database's; durations are microseconds.

-- The least time between two calls as things stand: agreed or slowed, stretched while the
-- authority shows strain. Never below what was agreed.
CREATE OR REPLACE FUNCTION lane_interval(agreed bigint, slow bigint, pace int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (greatest(agreed, slow) * 1000 + pace - 1) / pace;

CREATE OR REPLACE FUNCTION micros(amount bigint) RETURNS interval
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN amount * interval '1 microsecond';

-- Virtual time that one call costs a tenant.
CREATE OR REPLACE FUNCTION stride(weight int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 1000000 / weight;

-- When a tenant's own share may begin to be too little: its dated jobs take so many rounds, and
-- calls out of turn may take their part of the lane meanwhile.
CREATE OR REPLACE FUNCTION urgent_from(
  earliest timestamptz, dated int, weight int, weights bigint, pace bigint, urgent_permille int)
RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN earliest - micros(
  (dated + 1) * greatest(weights, weight) / weight * pace / (1000 - urgent_permille) * 1000);

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
  lane_id text, tenant text, vendor text, in_mode text,
  more_queued int, more_dated int, more_vstart bigint, urgent_permille int)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l record;
  date timestamptz;
BEGIN
  SELECT vclock, weights, lane_interval(agreed_micros, slow_micros, pace_permille) AS pace INTO l
  FROM lane WHERE connection_id = lane_id;
  INSERT INTO flow AS f (connection_id, tenant_id, vendor_id, mode, vstart, queued, dated)
  VALUES (lane_id, tenant, vendor, in_mode, l.vclock, greatest(more_queued, 0), greatest(more_dated, 0))
  ON CONFLICT (connection_id, tenant_id) DO UPDATE
  SET queued = greatest(f.queued + more_queued, 0),
      dated = greatest(f.dated + more_dated, 0),
      vstart = CASE WHEN f.queued = 0 THEN greatest(f.vstart + more_vstart, l.vclock)
                    ELSE f.vstart + more_vstart END;
  date := earliest_date(lane_id, tenant, clock_timestamp());
  UPDATE flow
  SET earliest = date,
      urgent_from = urgent_from(date, dated, weight, l.weights, l.pace, urgent_permille)
  WHERE connection_id = lane_id AND tenant_id = tenant
    AND (date IS NOT NULL OR earliest IS NOT NULL);
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
      + micros(interval_micros + width + clocks);
  END IF;
END $$;

-- Takes slots for a set of lanes and chooses what goes in them: for each lane, the row is locked
-- first (one that somebody else holds is passed by and missing in the answer), the clock is read
-- after that, and only when the lane is due, runs and has a job, the job becomes SENDING, the
-- attempt is written, and the lane is booked until the end of the window plus interval and guard.
-- A slot may be taken up to "lead" before it opens.
--
-- What goes: calls out of turn first, as long as nobody who waits has fallen below the part of its
-- share that they leave it, or their own part of the lane lasts (documents in doubt whose wait is
-- over; then tenants whose share may not carry their dated documents to their dates, the earliest
-- date first), else the tenant with the least virtual time. Whoever goes pays with its own virtual
-- time.
CREATE OR REPLACE FUNCTION claim_slots(
  asked_lanes text[], asked_attempts text[], by_replica text, lead bigint, width bigint,
  lost_after bigint, most_in_flight int, urgent_permille int, most_borrowed int, clocks bigint)
RETURNS TABLE (
  claimed_lane text, verdict text, wait_micros bigint, read_at timestamptz, slot_at timestamptz,
  taken job)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  l record;
  c ceiling%ROWTYPE;
  fair flow%ROWTYPE;
  chosen flow%ROWTYPE;
  picked text;
  in_doubt boolean;
  at timestamptz;
  opens timestamptz;
  pace bigint;
  late bigint;
  date timestamptz;
  allowed boolean;
  turned boolean;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  -- A process that is frozen between this and its commit must not keep other replicas waiting.
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  PERFORM quarantine_after_failover(width, clocks);
  FOR l IN
    SELECT lane.*, asked.attempt
    FROM unnest(asked_lanes, asked_attempts) AS asked (id, attempt)
    JOIN lane ON lane.connection_id = asked.id
    ORDER BY lane.next_at, lane.connection_id
    FOR NO KEY UPDATE OF lane SKIP LOCKED
  LOOP
    at := clock_timestamp();
    claimed_lane := l.connection_id;
    read_at := at;
    opens := greatest(l.next_at, at);
    wait_micros := 0;
    slot_at := NULL;
    taken := NULL;
    picked := NULL;
    IF NOT (l.state = 'RUNNING' OR l.state = 'STOPPED' AND l.try_at <= at) THEN
      verdict := 'HALTED';
      RETURN NEXT;
      CONTINUE;
    END IF;
    IF l.ceiling_id IS NOT NULL THEN
      SELECT * INTO c FROM ceiling WHERE id = l.ceiling_id FOR UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        CONTINUE;
      END IF;
      opens := greatest(opens, c.next_at);
    END IF;
    IF opens > at + micros(lead) THEN
      verdict := 'NOT_DUE';
      wait_micros := extract(epoch FROM opens - at) * 1000000 - lead;
      RETURN NEXT;
      CONTINUE;
    END IF;
    IF (SELECT count(*) FROM job
        WHERE job.connection_id = l.connection_id AND job.state = 'SENDING') >= most_in_flight THEN
      verdict := 'NOTHING';
      RETURN NEXT;
      CONTINUE;
    END IF;
    pace := lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille);

    SELECT * INTO fair FROM flow
    WHERE flow.connection_id = l.connection_id AND flow.queued > 0
    ORDER BY flow.vstart, flow.turn, flow.tenant_id LIMIT 1
    FOR UPDATE SKIP LOCKED;
    allowed := fair.tenant_id IS NULL OR fair.vstart >= l.vguaranteed
      OR l.urgent_balance >= 1000 - urgent_permille;
    chosen := fair;
    in_doubt := false;
    IF allowed THEN
      SELECT job.submission_id INTO picked FROM job
      WHERE job.connection_id = l.connection_id AND job.state = 'IN_DOUBT'
        AND job.not_before <= opens
      ORDER BY job.not_before LIMIT 1
      FOR UPDATE SKIP LOCKED;
      in_doubt := picked IS NOT NULL;
      IF NOT in_doubt AND fair.tenant_id IS NOT NULL THEN
        SELECT at_risk.* INTO chosen
        FROM (SELECT * FROM flow
              WHERE flow.connection_id = l.connection_id AND flow.queued > 0
                AND flow.earliest > opens
              ORDER BY flow.earliest LIMIT 64) AS at_risk
        WHERE at_risk.urgent_from <= opens
          AND at_risk.vstart - l.vclock <= most_borrowed * stride(at_risk.weight)
        ORDER BY at_risk.earliest, at_risk.vstart LIMIT 1;
        IF FOUND THEN
          SELECT * INTO chosen FROM flow
          WHERE flow.connection_id = chosen.connection_id AND flow.tenant_id = chosen.tenant_id
          FOR UPDATE SKIP LOCKED;
        END IF;
        IF chosen.tenant_id IS NULL THEN
          chosen := fair;
        END IF;
      END IF;
    END IF;

    IF NOT in_doubt AND chosen.tenant_id IS NOT NULL THEN
      -- Among dates that are close, those that can still be met; now and then the oldest one, so
      -- that what is late goes too.
      IF chosen.urgent_from <= opens AND l.slots % 16 <> 0 THEN
        SELECT job.submission_id INTO picked FROM job
        WHERE job.connection_id = l.connection_id AND job.tenant_id = chosen.tenant_id
          AND job.state = 'QUEUED' AND job.needed_by > opens
        ORDER BY job.needed_by, job.position LIMIT 1
        FOR UPDATE SKIP LOCKED;
      END IF;
      IF picked IS NULL THEN
        SELECT job.submission_id INTO picked FROM job
        WHERE job.connection_id = l.connection_id AND job.tenant_id = chosen.tenant_id
          AND job.state = 'QUEUED'
        ORDER BY job.needed_by, job.position LIMIT 1
        FOR UPDATE SKIP LOCKED;
      END IF;
    END IF;
    IF picked IS NULL THEN
      verdict := 'NOTHING';
      RETURN NEXT;
      CONTINUE;
    END IF;

    UPDATE job SET state = 'SENDING', reason = '', attempts = job.attempts + 1,
      attempt_id = l.attempt, not_before = NULL, changed_at = at
    WHERE job.submission_id = picked
    RETURNING job.* INTO taken;
    INSERT INTO attempt (id, submission_id, vendor_id, tenant_id, mode, connection_id, number,
      slot_at, window_end, overdue_at, booked_at, ceiling_booked_at, replica)
    VALUES (l.attempt, picked, taken.vendor_id, taken.tenant_id, taken.mode, l.connection_id,
      taken.attempts, opens, opens + micros(width), opens + micros(width + lost_after),
      opens + micros(width + pace + l.guard_most_micros),
      CASE WHEN l.ceiling_id IS NOT NULL
           THEN opens + micros(width + c.interval_micros + l.guard_most_micros) END,
      by_replica);
    IF in_doubt THEN
      UPDATE flow SET vstart = flow.vstart + stride(flow.weight)
      WHERE (flow.connection_id, flow.tenant_id) IN (
        SELECT payer.connection_id, payer.tenant_id FROM flow AS payer
        WHERE payer.connection_id = l.connection_id AND payer.tenant_id = taken.tenant_id
        FOR UPDATE SKIP LOCKED);
    ELSE
      date := CASE WHEN chosen.dated > 0 OR chosen.earliest IS NOT NULL
                   THEN earliest_date(l.connection_id, chosen.tenant_id, opens) END;
      UPDATE flow SET
        queued = greatest(flow.queued - 1, 0),
        dated = greatest(flow.dated - (taken.needed_by IS NOT NULL)::int, 0),
        vstart = flow.vstart + stride(flow.weight),
        turn = l.slots + 1,
        earliest = date,
        urgent_from = urgent_from(date, flow.dated - (taken.needed_by IS NOT NULL)::int,
                                  flow.weight, l.weights, pace, urgent_permille)
      WHERE flow.connection_id = l.connection_id AND flow.tenant_id = chosen.tenant_id;
    END IF;
    turned := fair.tenant_id IS NULL OR NOT in_doubt AND chosen.tenant_id = fair.tenant_id;
    late := extract(epoch FROM opens - greatest(l.next_at, taken.queued_at)) * 1000000;
    UPDATE lane SET
      next_at = opens + micros(width + pace + l.guard_most_micros),
      state = CASE WHEN l.state = 'STOPPED' THEN 'TRYING' ELSE l.state END,
      changed_at = CASE WHEN l.state = 'STOPPED' THEN at ELSE l.changed_at END,
      claimed_by = by_replica,
      vclock = CASE WHEN turned AND NOT in_doubt
                    THEN greatest(l.vclock, chosen.vstart) ELSE l.vclock END,
      vguaranteed = greatest(l.vguaranteed, l.vclock)
        + (1000 - urgent_permille) * 1000 / greatest(l.weights, 1),
      urgent_balance = CASE WHEN turned
        THEN least(l.urgent_balance + urgent_permille, 2000)
        ELSE greatest(l.urgent_balance - (1000 - urgent_permille), 0) END,
      slots = l.slots + 1,
      slots_lost = l.slots_lost + greatest(late / pace, 0)
    WHERE lane.connection_id = l.connection_id;
    IF l.ceiling_id IS NOT NULL THEN
      UPDATE ceiling SET next_at = opens + micros(width + c.interval_micros + l.guard_most_micros)
      WHERE ceiling.id = l.ceiling_id;
    END IF;
    verdict := 'GRANTED';
    slot_at := opens;
    RETURN NEXT;
  END LOOP;
END $$;

-- The bytes of these attempts had left by then: the booking moves to interval and guard after that,
-- unless somebody else has changed it. While its answer is not there, nobody knows how long a call
-- was on its way: the full guard, or what was learned where answers usually take that long.
CREATE OR REPLACE FUNCTION confirm_slots(sent_attempts text[], left_by timestamptz[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  a record;
  guard bigint;
  moved timestamptz;
  ceiling_moved timestamptz;
BEGIN
  -- A row that somebody keeps must not hold up the others of this round.
  PERFORM set_config('lock_timeout', '250ms', true);
  FOR a IN
    SELECT attempt.*, said.at FROM unnest(sent_attempts, left_by) AS said (id, at)
    JOIN attempt ON attempt.id = said.id
    ORDER BY attempt.connection_id, attempt.id
  LOOP
    SELECT CASE WHEN usual_micros > lane_interval(agreed_micros, slow_micros, pace_permille)
                THEN greatest(guard_micros, guard_most_micros / 5)
                ELSE guard_most_micros END INTO guard
    FROM lane WHERE connection_id = a.connection_id FOR NO KEY UPDATE;
    UPDATE lane SET slots_used = slots_used + 1 WHERE connection_id = a.connection_id;
    UPDATE lane SET
      next_at = a.at + micros(lane_interval(agreed_micros, slow_micros, pace_permille) + guard)
    WHERE connection_id = a.connection_id AND next_at = a.booked_at
    RETURNING next_at INTO moved;
    UPDATE ceiling SET next_at = a.at + micros(interval_micros + guard)
    FROM lane
    WHERE lane.connection_id = a.connection_id AND ceiling.id = lane.ceiling_id
      AND ceiling.next_at = a.ceiling_booked_at
    RETURNING ceiling.next_at INTO ceiling_moved;
    UPDATE attempt SET sent_at = a.at, booked_at = moved, ceiling_booked_at = ceiling_moved
    WHERE id = a.id;
  END LOOP;
END $$;

-- Nothing was sent in the slot: its booking is undone, unless somebody else has changed it.
CREATE OR REPLACE FUNCTION give_back_slot(missed text) RETURNS void
LANGUAGE sql
AS $$
  UPDATE lane SET next_at = attempt.slot_at FROM attempt
  WHERE attempt.id = missed AND lane.connection_id = attempt.connection_id
    AND lane.next_at = attempt.booked_at;
  UPDATE ceiling SET next_at = attempt.slot_at FROM attempt, lane
  WHERE attempt.id = missed AND lane.connection_id = attempt.connection_id
    AND ceiling.id = lane.ceiling_id AND ceiling.next_at = attempt.ceiling_booked_at;
$$;

-- What an answer teaches. It had arrived before it was answered, so how much longer than the
-- quickest this answer took bounds how late the call can have arrived: that, and no more, is the
-- guard that the next call needs. "Unsettled" (a new connection, or retransmissions meanwhile)
-- takes nothing off. A ceiling keeps the full guard: its next call may come from a lane with a
-- shorter way. Answers with the lane's state. Strain halves the pace, once for all calls that were under way; a good answer
-- gives a fiftieth back.
CREATE OR REPLACE FUNCTION learn_from_answer(
  answered text, took bigint, good boolean, strained boolean, unsettled boolean,
  guard_least bigint, slow_answer bigint)
RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  a attempt%ROWTYPE;
  l lane%ROWTYPE;
  excess bigint;
  strain boolean;
  moved timestamptz;
BEGIN
  SELECT * INTO a FROM attempt WHERE id = answered;
  PERFORM set_config('lock_timeout', '1s', true);
  SELECT * INTO l FROM lane WHERE connection_id = a.connection_id FOR NO KEY UPDATE;
  strain := strained OR (took > slow_answer AND took > 4 * coalesce(l.usual_micros, took));
  -- How quick answers can be is known after a while only.
  excess := greatest(
    took - CASE WHEN unsettled OR l.slots_used < 16 THEN 0 ELSE coalesce(l.quickest_micros, 0) END, 0);
  IF strain AND a.slot_at > l.pace_changed_at THEN
    l.pace_permille := greatest(l.pace_permille / 2, 20);
    l.pace_changed_at := clock_timestamp();
  ELSIF good AND NOT strain THEN
    l.pace_permille := least(l.pace_permille + 20, 1000);
  END IF;
  IF good THEN
    IF NOT unsettled THEN
      -- Forgotten slowly, so that a way that has become longer is not held against every call.
      l.quickest_micros := least(l.quickest_micros + l.quickest_micros / 4096 + 1, took);
    END IF;
    l.usual_micros := coalesce(l.usual_micros + (took - l.usual_micros) / 16, took);
  END IF;
  l.guard_micros := CASE
    WHEN unsettled OR NOT good THEN l.guard_most_micros
    ELSE least(greatest(excess + guard_least, l.guard_micros - l.guard_micros / 64, guard_least),
               l.guard_most_micros) END;
  moved := CASE
    WHEN l.next_at IS DISTINCT FROM a.booked_at OR a.sent_at IS NULL THEN l.next_at
    WHEN strain THEN greatest(l.next_at, a.sent_at
      + micros(lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille) + l.guard_most_micros))
    WHEN good THEN a.sent_at
      + micros(lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille)
               + least(excess + guard_least, l.guard_most_micros))
    ELSE l.next_at END;
  UPDATE lane SET
    pace_permille = l.pace_permille, pace_changed_at = l.pace_changed_at,
    quickest_micros = l.quickest_micros, usual_micros = l.usual_micros,
    guard_micros = l.guard_micros, next_at = moved
  WHERE connection_id = l.connection_id;
  RETURN l.state;
END $$;

-- Gives waiting jobs of vendors that have a connection their places in its lane.
CREATE OR REPLACE FUNCTION place_jobs(most int, urgent_permille int) RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
  placed text[];
  f record;
BEGIN
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
    RETURNING job.submission_id, job.position
  )
  SELECT array_agg(moved.submission_id ORDER BY moved.position) INTO placed FROM moved;
  FOR f IN
    SELECT job.connection_id, job.tenant_id, job.vendor_id, job.mode, count(*)::int AS queued,
           count(job.needed_by)::int AS dated
    FROM job WHERE job.submission_id = ANY (placed)
    GROUP BY job.connection_id, job.tenant_id, job.vendor_id, job.mode
    ORDER BY job.connection_id, job.tenant_id
  LOOP
    PERFORM count_flow(f.connection_id, f.tenant_id, f.vendor_id, f.mode, f.queued, f.dated, 0,
                       urgent_permille);
  END LOOP;
  RETURN QUERY SELECT unnest(placed);
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

-- What changes with time alone in one lane: the sum of weights, dates that have passed, and whether
-- it is drained. A row that somebody holds is passed by; the next round comes soon.
CREATE OR REPLACE FUNCTION refresh_lane(lane_id text, urgent_permille int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l record;
BEGIN
  SELECT lane.weights, lane.state,
         lane_interval(lane.agreed_micros, lane.slow_micros, lane.pace_permille) AS pace,
         coalesce((SELECT sum(flow.weight) FROM flow
                   WHERE flow.connection_id = lane.connection_id AND flow.queued > 0), 1) AS sum
  INTO l FROM lane WHERE lane.connection_id = lane_id;
  UPDATE flow SET
    earliest = due.date,
    urgent_from = urgent_from(due.date, flow.dated, flow.weight, l.sum, l.pace, urgent_permille)
  FROM (
    SELECT dated.tenant_id,
           CASE WHEN dated.earliest > clock_timestamp() THEN dated.earliest
                ELSE earliest_date(lane_id, dated.tenant_id, clock_timestamp()) END AS date
    FROM flow AS dated
    WHERE dated.connection_id = lane_id AND dated.queued > 0 AND dated.dated > 0
    ORDER BY dated.tenant_id
    FOR UPDATE SKIP LOCKED) AS due
  WHERE flow.connection_id = lane_id AND flow.tenant_id = due.tenant_id
    AND (flow.earliest IS DISTINCT FROM due.date
      OR flow.urgent_from IS DISTINCT FROM urgent_from(
           due.date, flow.dated, flow.weight, l.sum, l.pace, urgent_permille));
  IF l.sum = l.weights AND l.state <> 'DRAINING' THEN
    RETURN;
  END IF;
  PERFORM FROM lane WHERE connection_id = lane_id FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE lane SET weights = l.sum WHERE connection_id = lane_id;
  UPDATE lane SET state = 'PAUSED', reason = 'DRAINED', changed_at = clock_timestamp()
  WHERE connection_id = lane_id AND state = 'DRAINING'
    AND NOT EXISTS (SELECT FROM job WHERE job.connection_id = lane_id AND job.state = 'SENDING');
END $$;

-- The lanes in which time alone may have changed something.
CREATE OR REPLACE FUNCTION lanes_to_refresh() RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  SELECT lane.connection_id FROM lane
  WHERE lane.state = 'DRAINING'
    OR lane.weights <> coalesce(
         (SELECT sum(flow.weight) FROM flow
          WHERE flow.connection_id = lane.connection_id AND flow.queued > 0), 1)
    OR EXISTS (SELECT FROM flow
               WHERE flow.connection_id = lane.connection_id AND flow.queued > 0 AND flow.dated > 0)
  ORDER BY lane.connection_id
$$;

-- What a replica needs to prepare; never decides anything.
CREATE OR REPLACE FUNCTION lane_outlooks(asked_lanes text[])
RETURNS TABLE (lane_id text, may_send boolean, until_slot bigint, pace bigint, claimed_by text,
               in_flight bigint, head text, until_resend bigint)
LANGUAGE sql STABLE AS $$
  SELECT lane.connection_id,
         lane.state = 'RUNNING' OR (lane.state = 'STOPPED' AND lane.try_at <= clock_timestamp()),
         (extract(epoch FROM greatest(lane.next_at, ceiling.next_at) - clock_timestamp())
           * 1000000)::bigint,
         lane_interval(lane.agreed_micros, lane.slow_micros, lane.pace_permille),
         lane.claimed_by,
         (SELECT count(*) FROM job
          WHERE job.connection_id = lane.connection_id AND job.state = 'SENDING'),
         coalesce(
           (SELECT job.submission_id FROM job
            WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT'
              AND job.not_before <= greatest(lane.next_at, clock_timestamp())
            ORDER BY job.not_before LIMIT 1),
           (SELECT likely.submission_id FROM (
              SELECT flow.connection_id, flow.tenant_id FROM flow
              WHERE flow.connection_id = lane.connection_id AND flow.queued > 0
              ORDER BY flow.vstart, flow.turn, flow.tenant_id LIMIT 1) AS next_flow
            CROSS JOIN LATERAL (
              SELECT job.submission_id FROM job
              WHERE job.connection_id = next_flow.connection_id
                AND job.tenant_id = next_flow.tenant_id AND job.state = 'QUEUED'
              ORDER BY job.needed_by, job.position LIMIT 1) AS likely)),
         (SELECT (extract(epoch FROM min(job.not_before) - clock_timestamp()) * 1000000)::bigint
          FROM job WHERE job.connection_id = lane.connection_id AND job.state = 'IN_DOUBT')
  FROM lane LEFT JOIN ceiling ON ceiling.id = lane.ceiling_id
  WHERE lane.connection_id = ANY (asked_lanes)
$$;
