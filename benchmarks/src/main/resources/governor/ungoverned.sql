-- The submitter's claim without a governor, for what the governor costs: the same rows are written
-- for a call, but each lane that asks gets its first document at once. No lane is locked, booked or
-- paid for, nobody takes turns, no date counts, and answers teach nothing.

CREATE OR REPLACE FUNCTION claim_slots(
  asked_lanes text[], asked_attempts text[], asked_calls jsonb[], by_replica text, lead bigint,
  width bigint, lost_after bigint, most_in_flight int, urgent_permille int, most_borrowed int,
  clocks bigint)
RETURNS TABLE (
  claimed_lane text, verdict text, wait_micros bigint, read_at timestamptz, slot_at timestamptz,
  taken job)
LANGUAGE sql
AS $$
  WITH wish AS (
    SELECT wish.*, first.submission_id, lane.identity
    FROM unnest(asked_lanes, asked_attempts, asked_calls) AS wish (lane_id, attempt, call)
    JOIN lane ON lane.connection_id = wish.lane_id
    CROSS JOIN LATERAL (
      SELECT job.submission_id FROM job
      WHERE job.connection_id = wish.lane_id AND job.state = 'QUEUED'
      ORDER BY job.tenant_id, job.needed_by, job.position LIMIT 1 FOR UPDATE SKIP LOCKED) AS first
  ), marked AS (
    UPDATE job SET state = 'SENDING', reason = '', attempts = job.attempts + 1,
      attempt_id = wish.attempt, not_before = NULL, changed_at = clock_timestamp(),
      identity = wish.identity
    FROM wish WHERE job.submission_id = wish.submission_id
    RETURNING wish.lane_id, wish.call, job AS row
  ), kept AS (
    INSERT INTO attempt (id, submission_id, vendor_id, tenant_id, mode, connection_id, number,
      slot_at, window_end, overdue_at, replica, identity, asked)
    SELECT (row).attempt_id, (row).submission_id, (row).vendor_id, (row).tenant_id, (row).mode,
      lane_id, (row).attempts, clock_timestamp(), clock_timestamp() + micros(width),
      clock_timestamp() + micros(width + lost_after), by_replica, (row).identity,
      CASE WHEN call ->> 'submission_id' = (row).submission_id THEN call END
    FROM marked
  )
  SELECT lane_id, 'GRANTED', 0::bigint, clock_timestamp(), clock_timestamp(), row FROM marked
$$;

CREATE OR REPLACE FUNCTION lane_outlooks(asked_lanes text[], urgent_permille int)
RETURNS TABLE (lane_id text, may_send boolean, until_slot bigint, pace bigint, claimed_by text,
               in_flight bigint, head text, until_resend bigint, identity text, changing boolean)
LANGUAGE sql STABLE
AS $$
  SELECT lane.connection_id, true, 0::bigint, lane.agreed_micros, '', 0::bigint,
    (SELECT job.submission_id FROM job
     WHERE job.connection_id = lane.connection_id AND job.state = 'QUEUED'
     ORDER BY job.tenant_id, job.needed_by, job.position LIMIT 1),
    NULL::bigint, lane.identity, false
  FROM lane WHERE lane.connection_id = ANY (asked_lanes)
$$;

CREATE OR REPLACE FUNCTION confirm_slots(sent_attempts text[], left_by timestamptz[]) RETURNS void
LANGUAGE sql
AS $$
  UPDATE attempt SET sent_at = said.at FROM unnest(sent_attempts, left_by) AS said (id, at)
  WHERE attempt.id = said.id AND attempt.sent_at IS NULL
$$;

CREATE OR REPLACE FUNCTION learn_from_answers(
  answered text[], left_by timestamptz[], took bigint[], good boolean[], strained boolean[],
  unsettled boolean[], guard_least bigint, slow_answer bigint)
RETURNS SETOF text
LANGUAGE sql
AS $$
  UPDATE attempt SET sent_at = said.at FROM unnest(answered, left_by) AS said (id, at)
  WHERE attempt.id = said.id AND attempt.sent_at IS NULL AND said.at IS NOT NULL;
  SELECT NULL::text WHERE false
$$;
