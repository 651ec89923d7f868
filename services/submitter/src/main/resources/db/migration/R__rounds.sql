-- In which parts of a lane tenants take turns: one for each vendor where it is lent, else the lane.
CREATE OR REPLACE FUNCTION parts(l lane) RETURNS SETOF lane
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  g guest%ROWTYPE;
BEGIN
  IF NOT l.lent THEN
    RETURN NEXT l;
  END IF;
  FOR g IN SELECT * FROM guest WHERE l.lent AND connection_id = l.connection_id LOOP
    RETURN NEXT within(l, g);
  END LOOP;
END $$;

-- The sum of the weights of those of a vendor that wait.
CREATE OR REPLACE FUNCTION tenants_weigh(lane_id text, of_vendor text) RETURNS bigint
LANGUAGE sql STABLE
RETURN (SELECT coalesce(sum(flow.weight), 1) FROM flow
        WHERE flow.connection_id = lane_id AND flow.vendor_id = of_vendor AND flow.queued > 0);

-- What those who wait weigh together at the lane's own level: each vendor one where it is lent.
CREATE OR REPLACE FUNCTION lane_weighs(l lane) RETURNS bigint
LANGUAGE sql STABLE
RETURN CASE WHEN l.lent
  THEN (SELECT greatest(count(DISTINCT flow.vendor_id), 1) FROM flow
        WHERE flow.connection_id = l.connection_id AND flow.queued > 0)
  ELSE tenants_weigh(l.connection_id, l.vendor_id) END;

-- What changes with time alone in one lane: the sums of weights, dates that have passed or come
-- close, and whether it is drained. A row that somebody holds is passed by; the next round comes
-- soon.
CREATE OR REPLACE FUNCTION refresh_lane(
  lane_id text, urgent_permille int, most_borrowed int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  l lane%ROWTYPE;
  part lane%ROWTYPE;
  f flow%ROWTYPE;
  sum bigint;
  was flow%ROWTYPE;
  choice record;
BEGIN
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  SELECT * INTO l FROM lane WHERE connection_id = lane_id;
  FOR part IN SELECT * FROM parts(l) LOOP
    sum := tenants_weigh(lane_id, part.vendor_id);
    FOR f IN
      SELECT * FROM flow
      WHERE connection_id = lane_id AND vendor_id = part.vendor_id AND queued > 0 AND dated > 0
      ORDER BY tenant_id FOR UPDATE SKIP LOCKED
    LOOP
      was := f;
      IF f.earliest IS NULL OR f.earliest <= clock_timestamp() THEN
        f.earliest := earliest_date(lane_id, f.tenant_id, clock_timestamp());
      END IF;
      f.urgent_from := urgent_from(f.earliest, f.dated, f.weight, sum,
        lane_interval(part.agreed_micros, part.slow_micros, part.pace_permille));
      f.urgent := is_urgent(f, part.vclock, urgent_permille, most_borrowed, clock_timestamp());
      IF f IS DISTINCT FROM was THEN
        UPDATE flow SET earliest = f.earliest, urgent_from = f.urgent_from, urgent = f.urgent
        WHERE connection_id = lane_id AND tenant_id = f.tenant_id;
      END IF;
    END LOOP;
    IF l.lent AND sum <> part.weights THEN
      PERFORM FROM guest WHERE connection_id = lane_id AND vendor_id = part.vendor_id
      FOR UPDATE SKIP LOCKED;
      IF FOUND THEN
        UPDATE guest SET weights = sum
        WHERE connection_id = lane_id AND vendor_id = part.vendor_id;
      END IF;
    END IF;
  END LOOP;
  SELECT * INTO choice FROM choose(l, clock_timestamp(), urgent_permille);
  IF choice.tenant IS NOT NULL AND choice.submission IS NULL THEN
    PERFORM recount_flow(lane_id, choice.tenant);
  END IF;
  sum := lane_weighs(l);
  IF sum = l.weights AND l.state <> 'DRAINING' THEN
    RETURN;
  END IF;
  PERFORM FROM lane WHERE connection_id = lane_id FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  UPDATE lane SET weights = sum WHERE connection_id = lane_id;
  UPDATE lane SET state = 'PAUSED', reason = 'DRAINED', changed_at = clock_timestamp()
  WHERE connection_id = lane_id AND state = 'DRAINING'
    AND NOT EXISTS (SELECT FROM job WHERE job.connection_id = lane_id AND job.state = 'SENDING');
END $$;

-- The lanes in which time alone may have changed something.
CREATE OR REPLACE FUNCTION lanes_to_refresh(urgent_permille int) RETURNS SETOF text
LANGUAGE sql STABLE AS $$
  SELECT lane.connection_id FROM lane
  WHERE lane.state = 'DRAINING'
    OR lane.weights <> lane_weighs(lane)
    OR lane.lent AND EXISTS (
         SELECT FROM guest
         WHERE guest.connection_id = lane.connection_id
           AND guest.weights <> tenants_weigh(guest.connection_id, guest.vendor_id))
    OR EXISTS (SELECT FROM flow
               WHERE flow.connection_id = lane.connection_id AND flow.queued > 0 AND flow.dated > 0)
    OR EXISTS (SELECT FROM choose(lane, clock_timestamp(), urgent_permille) AS choice
               WHERE choice.tenant IS NOT NULL AND choice.submission IS NULL)
  ORDER BY lane.connection_id
$$;

-- What a replica needs to prepare; never decides anything.
DROP FUNCTION IF EXISTS lane_outlooks(text[], int);
CREATE FUNCTION lane_outlooks(asked_lanes text[], urgent_permille int)
RETURNS TABLE (lane_id text, may_send boolean, until_slot bigint, pace bigint, claimed_by text,
               in_flight bigint, head text, until_resend bigint, identity text, changing boolean)
LANGUAGE plpgsql STABLE
AS $$
#variable_conflict use_column
DECLARE
  l lane%ROWTYPE;
  opens timestamptz;
BEGIN
  FOR l IN SELECT lane.* FROM lane WHERE lane.connection_id = ANY (asked_lanes) LOOP
    lane_id := l.connection_id;
    may_send := (l.state = 'RUNNING' OR l.state = 'STOPPED' AND l.try_at <= clock_timestamp())
      AND coalesce(l.rests_until <= clock_timestamp(), true);
    opens := greatest(
      l.next_at, (SELECT ceiling.next_at FROM ceiling WHERE ceiling.id = l.ceiling_id));
    until_slot := extract(epoch FROM opens - clock_timestamp()) * 1000000;
    pace := lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille);
    claimed_by := l.claimed_by;
    identity := l.identity;
    changing := l.changing_to IS NOT NULL;
    in_flight := (SELECT count(*) FROM job
                  WHERE job.connection_id = l.connection_id AND job.state = 'SENDING');
    head := (SELECT choice.submission
             FROM choose(l, greatest(opens, clock_timestamp()), urgent_permille) AS choice);
    until_resend := (SELECT extract(epoch FROM min(job.not_before) - clock_timestamp()) * 1000000
                     FROM job
                     WHERE job.connection_id = l.connection_id AND job.state = 'IN_DOUBT');
    RETURN NEXT;
  END LOOP;
END $$;
