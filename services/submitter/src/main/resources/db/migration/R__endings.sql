-- How attempts ended, and what their documents have become, many in one call. Each row is found by
-- its key alone, so that no plan ever reads a whole table.

-- What is known of an attempt already stays, unless it was only that nobody knew; of a call that
-- was not made after all nothing is archived. Answers with those that are kept.
CREATE OR REPLACE FUNCTION end_attempts(
  ended text[], outcomes text[], causes text[], statuses int[], responses bytea[], durations bigint[])
RETURNS TABLE (attempt text, number int)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT * FROM unnest(ended, outcomes, causes, statuses, responses, durations)
      AS said (id, outcome, cause, status, response, duration)
  LOOP
    UPDATE attempt SET finished_at = clock_timestamp(), outcome = one.outcome, cause = one.cause,
      http_status = one.status, sealed_response = one.response, duration_micros = one.duration,
      asked = NULL
    WHERE id = one.id AND (finished_at IS NULL OR cause = 'SENDER_LOST')
    RETURNING id, attempt.number INTO attempt, number;
    IF FOUND THEN
      IF one.outcome = 'NOT_SENT' THEN
        DELETE FROM exchange WHERE attempt_id = one.id;
      END IF;
      RETURN NEXT;
    END IF;
  END LOOP;
END $$;

-- Their rows are locked by the caller.
CREATE OR REPLACE FUNCTION save_jobs(
  changed text[], states text[], reasons text[], attempts text[], not_befores timestamptz[],
  doubted int[], cancels boolean[])
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT * FROM unnest(changed, states, reasons, attempts, not_befores, doubted, cancels)
      AS said (id, state, reason, attempt, not_before, doubts, cancel)
  LOOP
    UPDATE job SET state = one.state, reason = one.reason, attempt_id = one.attempt,
      not_before = one.not_before, doubts = one.doubts, cancel_requested = one.cancel,
      changed_at = clock_timestamp()
    WHERE submission_id = one.id;
  END LOOP;
END $$;
