-- Takes due deliveries, as many as there are new attempts' identifiers at most, and notes the
-- attempts as begun. One trip, and a transaction of its own. Tests come first; an endpoint has one
-- at most. The endpoints are locked first, and what they have in flight is counted in a later
-- statement, whose snapshot is newer than the locks: two processes never count the same free place.
-- Endpoints that somebody else holds are passed by.
--
-- Whoever was served least recently comes first: among vendors, then among a vendor's endpoints.
-- Within one claim vendors take turns, and a vendor's endpoints take turns within its own, so that
-- nobody's backlog stands before somebody else's first delivery.
--
-- An endpoint's deliveries are looked for from where the pending ones began at its last claim: what
-- was delivered before is in the indexes until the next vacuum. What was planned by a transaction
-- that took long may lie before that, so at least every five seconds all are looked through.
--
-- Plans are made once: made anew each time they had cost more than the work. One may be made while
-- the tables are empty, so it uses indexes even there; and no bitmaps, since these go on reading what
-- is dead, and much dies here: of each delivery, where it waited and where it was held. What is
-- written is written in one statement for all: making ready to write one row costs more than to
-- write it.
CREATE OR REPLACE FUNCTION claim_deliveries(
  new_attempts text[], satisfied text[], lease_millis bigint)
RETURNS TABLE (
  id text, kind text, attempt_id text, number int, endpoint_id text, version bigint,
  vendor_id text, tenant_id text, mode text, url text, sealed_secret bytea,
  old_sealed_secret bytea, event_id text, submission_id text, body bytea, traceparent text)
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_bitmapscan = off
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
  seen_at timestamptz := clock_timestamp();
  endpoints text[];
  chosen text[] := '{}';
  served text[] := '{}';
  repeated text[] := '{}';
BEGIN
  PERFORM set_config('sluss.actor', 'system', true);
  endpoints := ARRAY(
    WITH vendor AS (
      SELECT w.vendor_id, max(w.claimed_at) AS served FROM webhook_endpoint w
      WHERE w.status <> 'DELETED' GROUP BY w.vendor_id)
    SELECT e.id FROM webhook_endpoint e JOIN vendor USING (vendor_id)
    CROSS JOIN LATERAL (
      SELECT CASE WHEN e.looked_through_at > seen_at - interval '5 seconds' THEN e.first_due_at
        ELSE '-infinity' END AS due_at) first
    CROSS JOIN LATERAL (
      -- One of each is enough; without a limit all that is due would be read.
      SELECT
        (SELECT true FROM webhook_delivery d WHERE d.endpoint_id = e.id
          AND d.status = 'PENDING' AND d.kind = 'TEST' AND d.due_at <= seen_at
          AND (d.lease_until IS NULL OR d.lease_until <= seen_at) LIMIT 1) AS test,
        (SELECT true FROM webhook_delivery d WHERE e.status = 'ACTIVE' AND d.endpoint_id = e.id
          AND d.status = 'PENDING' AND d.kind <> 'TEST' AND d.due_at <= seen_at
          AND d.due_at >= first.due_at
          AND (d.lease_until IS NULL OR d.lease_until <= seen_at)
          ORDER BY d.due_at, d.id LIMIT 1) AS event,
        least(
          e.concurrency - (SELECT count(*) FROM webhook_delivery f
            WHERE f.endpoint_id = e.id AND f.lease_until > seen_at
            AND f.due_at >= first.due_at),
          e.max_per_second - (SELECT count(*) FROM unnest(e.claims) c
            WHERE c > seen_at - interval '1 second')) AS places) may
    WHERE e.status <> 'DELETED' AND e.vendor_id <> ALL (satisfied)
      AND (may.test OR may.event) AND may.places > 0
    ORDER BY may.test NULLS LAST, vendor.served NULLS FIRST, e.claimed_at NULLS FIRST
    LIMIT cardinality(new_attempts)
    FOR NO KEY UPDATE OF e SKIP LOCKED);
  IF cardinality(endpoints) = 0 THEN
    RETURN;
  END IF;

  seen_at := clock_timestamp();
  FOR id, kind, number, endpoint_id, version, vendor_id, tenant_id, mode, url, sealed_secret,
    old_sealed_secret, event_id, submission_id, body, traceparent
  IN
    SELECT d.id, d.kind, d.attempts + 1, e.id, e.version, e.vendor_id, e.tenant_id, e.mode, e.url,
      e.sealed_secret,
      CASE WHEN e.old_secret_until > seen_at THEN e.old_sealed_secret END,
      d.event_id, v.submission_id, v.body, v.traceparent
    FROM webhook_endpoint e
    CROSS JOIN LATERAL (
      SELECT CASE WHEN e.looked_through_at > seen_at - interval '5 seconds' THEN e.first_due_at
        ELSE '-infinity' END AS due_at) first
    CROSS JOIN LATERAL (
      SELECT least(
        e.concurrency - (SELECT count(*) FROM webhook_delivery f
          WHERE f.endpoint_id = e.id AND f.lease_until > seen_at
            AND f.due_at >= first.due_at),
        e.max_per_second - (SELECT count(*) FROM unnest(e.claims) c
          WHERE c > seen_at - interval '1 second')) AS places) may
    CROSS JOIN LATERAL (
      SELECT o.*, row_number() OVER (ORDER BY o.kind <> 'TEST', o.due_at, o.id) AS turn FROM (
        SELECT * FROM (
          SELECT d.id, d.kind, d.attempts, d.event_id, d.due_at FROM webhook_delivery d
          WHERE d.endpoint_id = e.id AND d.status = 'PENDING' AND d.kind = 'TEST'
            AND d.due_at <= seen_at AND (d.lease_until IS NULL OR d.lease_until <= seen_at)
          FOR UPDATE SKIP LOCKED) test
        UNION ALL
        SELECT * FROM (
          SELECT d.id, d.kind, d.attempts, d.event_id, d.due_at FROM webhook_delivery d
          WHERE e.status = 'ACTIVE' AND d.endpoint_id = e.id AND d.status = 'PENDING'
            AND d.kind <> 'TEST' AND d.due_at <= seen_at
            AND d.due_at >= first.due_at
            AND (d.lease_until IS NULL OR d.lease_until <= seen_at)
          ORDER BY d.due_at, d.id LIMIT greatest(0, may.places)
          FOR UPDATE SKIP LOCKED) event) o) d
    CROSS JOIN LATERAL (
      SELECT p.submission_id, p.body, p.traceparent FROM public_event p
      WHERE p.id = d.event_id LIMIT 1) v
    WHERE e.id = ANY (endpoints) AND e.status <> 'DELETED' AND d.turn <= may.places
    ORDER BY d.kind <> 'TEST',
      row_number() OVER (
        PARTITION BY e.vendor_id ORDER BY d.kind <> 'TEST', d.turn, d.due_at, d.id),
      d.due_at, d.id
    LIMIT cardinality(new_attempts)
  LOOP
    chosen := chosen || id;
    served := served || endpoint_id;
    IF number > 1 THEN
      repeated := repeated || id;
    END IF;
    attempt_id := new_attempts[cardinality(chosen)];
    RETURN NEXT;
  END LOOP;

  IF cardinality(repeated) > 0 THEN
    UPDATE webhook_attempt a SET outcome = 'LOST'
    WHERE a.delivery_id = ANY (repeated) AND a.outcome IS NULL;
  END IF;
  UPDATE webhook_delivery d SET attempts = d.attempts + 1,
    attempt_id = new_attempts[array_position(chosen, d.id)],
    lease_until = clock_timestamp() + lease_millis * interval '1 millisecond'
  WHERE d.id = ANY (chosen);
  INSERT INTO webhook_attempt (id, vendor_id, tenant_id, mode, delivery_id, number, started_at)
  SELECT d.attempt_id, d.vendor_id, d.tenant_id, d.mode, d.id, d.attempts, clock_timestamp()
  FROM webhook_delivery d WHERE d.id = ANY (chosen);
  UPDATE webhook_endpoint e SET claimed_at = clock_timestamp(),
    claims = CASE WHEN e.max_per_second IS NULL THEN '{}'
      ELSE array(SELECT c FROM unnest(e.claims) c WHERE c > seen_at - interval '1 second')
        || array_fill(clock_timestamp(), ARRAY[cardinality(array_positions(served, e.id))]) END,
    first_due_at = first.due_at, looked_through_at = first.looked_through_at
  FROM (
    SELECT o.id AS endpoint, f.due_at,
      CASE WHEN known THEN o.looked_through_at ELSE seen_at END AS looked_through_at
    FROM webhook_endpoint o
    CROSS JOIN LATERAL (
      SELECT coalesce(o.looked_through_at > seen_at - interval '5 seconds', false)) k (known)
    CROSS JOIN LATERAL (
      SELECT coalesce(min(d.due_at), '-infinity') AS due_at FROM webhook_delivery d
      WHERE d.endpoint_id = o.id AND d.status = 'PENDING'
        AND d.due_at >= CASE WHEN known THEN o.first_due_at ELSE '-infinity' END) f
    WHERE o.id = ANY (served)) first
  WHERE e.id = first.endpoint;
END $$;

-- What became of attempts. "ends" is what a delivery has come to; where it is absent, there is
-- another attempt after the delay. Delivered is delivered, even by an attempt that was taken for
-- lost; all else needs the lease. Rows are found by their keys alone (those that have not ended are
-- PENDING, but would be found by the index of all of them), so that no plan ever reads a whole table.
-- Deliveries come before their attempts, as in a claim: whoever claims what is being ended late holds
-- the delivery and takes its attempt for lost, and two who took them in turn would wait for each other.
CREATE OR REPLACE FUNCTION end_webhook_attempts(
  ended text[], deliveries text[], outcomes text[], reasons text[], statuses int[], took bigint[],
  answers bytea[], ends text[], delays bigint[])
RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET jit = off
AS $$
BEGIN
  PERFORM set_config('sluss.actor', 'system', true);
  UPDATE webhook_delivery d SET status = said.final, ended_at = clock_timestamp(), due_at = NULL,
    lease_until = NULL
  FROM unnest(deliveries, ended, ends) AS said (id, attempt, final)
  WHERE d.id = ANY (deliveries) AND d.id = said.id AND d.ended_at IS NULL
    AND said.final IS NOT NULL AND (d.attempt_id = said.attempt OR said.final = 'DELIVERED');
  IF array_position(ends, NULL) IS NOT NULL THEN
    UPDATE webhook_delivery d SET lease_until = NULL,
      due_at = clock_timestamp() + said.delay * interval '1 millisecond'
    FROM unnest(deliveries, ended, delays) AS said (id, attempt, delay)
    WHERE d.id = ANY (deliveries) AND d.id = said.id AND d.ended_at IS NULL
      AND said.delay IS NOT NULL AND d.attempt_id = said.attempt;
  END IF;
  UPDATE webhook_attempt a SET outcome = said.outcome, reason = said.reason, status = said.status,
    took_millis = said.took, answer = said.answer
  FROM unnest(ended, outcomes, reasons, statuses, took, answers)
    AS said (id, outcome, reason, status, took, answer)
  WHERE a.id = ANY (ended) AND a.id = said.id;
END $$;

-- Successes of endpoints, each named once for each: it may have so many more in flight, up to the
-- most, which may be less than it was before, and its failures are forgotten. In a steady state this writes nothing. Rows are locked in
-- one order, so that two processes do not wait for each other.
CREATE OR REPLACE FUNCTION webhook_endpoints_succeeded(endpoints text[], most int)
RETURNS void
LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT e.id, cardinality(array_positions(endpoints, e.id)) AS times FROM webhook_endpoint e
    WHERE e.id = ANY (endpoints) AND (e.concurrency <> most OR e.failing_since IS NOT NULL)
    ORDER BY e.id
  LOOP
    UPDATE webhook_endpoint e SET concurrency = least(most, e.concurrency + one.times),
      version = e.version + (e.failing_since IS NOT NULL)::int, failing_since = NULL,
      failing_event = NULL, other_failed_at = NULL, last_failed_at = NULL, failed_apart = false,
      failing_told = 0
    WHERE e.id = one.id AND (e.concurrency <> most OR e.failing_since IS NOT NULL);
  END LOOP;
END $$;

-- What was delivered is noted and what is due is taken, in one trip and one commit: the places of
-- what has ended are free for what is taken. Endpoints are named once for each success.
CREATE OR REPLACE FUNCTION turn_deliveries(
  ended text[], deliveries text[], outcomes text[], reasons text[], statuses int[], took bigint[],
  answers bytea[], ends text[], delays bigint[], succeeded text[], most_in_flight int,
  new_attempts text[], satisfied text[], lease_millis bigint)
RETURNS TABLE (
  id text, kind text, attempt_id text, number int, endpoint_id text, version bigint,
  vendor_id text, tenant_id text, mode text, url text, sealed_secret bytea,
  old_sealed_secret bytea, event_id text, submission_id text, body bytea, traceparent text)
LANGUAGE plpgsql
AS $$
BEGIN
  IF cardinality(ended) > 0 THEN
    PERFORM end_webhook_attempts(
      ended, deliveries, outcomes, reasons, statuses, took, answers, ends, delays);
    PERFORM webhook_endpoints_succeeded(succeeded, most_in_flight);
  END IF;
  IF cardinality(new_attempts) > 0 THEN
    RETURN QUERY SELECT * FROM claim_deliveries(new_attempts, satisfied, lease_millis);
  END IF;
END $$;
