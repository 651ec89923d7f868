-- What a phase does again and again, in one round trip. The queue is reached only through the
-- submitter's functions.

CREATE FUNCTION a_lane(id text, interval_micros bigint) RETURNS void LANGUAGE sql AS $$
  INSERT INTO connection (id, vendor_id, service, mode, active, address, product_type,
    agreed_micros, guard_micros, trusted_certificates, certificate_expires_at, created_at)
  VALUES (id, 'v_' || id, 'ELT', 'test', true, '', '', interval_micros, 0, '', 'infinity',
    clock_timestamp());
  INSERT INTO certificate (id, connection_id, vendor_id, mode, state, sealed_key_store,
    sealed_password, fingerprint, subject, issuer, serial, not_before, not_after, added_at)
  VALUES ('crt_' || id, id, 'v_' || id, 'test', 'CURRENT', '', '', '', '', '', '', '-infinity',
    'infinity', clock_timestamp());
  INSERT INTO lane (connection_id, vendor_id, mode, next_at, state, reason, changed_at,
    agreed_micros, guard_most_micros, guard_micros, identity)
  VALUES (id, 'v_' || id, 'test', clock_timestamp(), 'RUNNING', '', clock_timestamp(),
    interval_micros, 0, 0, 'crt_' || id);
$$;

-- Documents with their places in the lane, as the room takes them in.
CREATE FUNCTION arrive(lane_id text, ids text[], tenants text[], dates timestamptz[], urgent int,
  borrowed int)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO job (submission_id, vendor_id, tenant_id, service, mode, document_id, state, reason,
    sealed_document, sealed_signatures, entry, document_sha256, attempts, doubts, origin,
    queued_traceparent, needed_by, queued_at, changed_at)
  SELECT came.id, 'v_' || lane_id, came.tenant, 'ELT', 'test', '', 'QUEUED', 'SIGNED', '', '', '',
    '', 0, 0, '', '', came.date, clock_timestamp(), clock_timestamp()
  FROM unnest(ids, tenants, dates) WITH ORDINALITY AS came (id, tenant, date, nth)
  ORDER BY came.nth;
  PERFORM place_jobs(1000000, urgent, borrowed);
END $$;

-- A backlog too large to arrive one by one: "each" documents of each of so many tenants.
CREATE FUNCTION fill(lane_id text, prefix text, tenants int, each int, dates_from timestamptz)
RETURNS void LANGUAGE sql AS $$
  INSERT INTO job (submission_id, vendor_id, tenant_id, service, mode, document_id, connection_id,
    state, reason, sealed_document, sealed_signatures, entry, document_sha256, attempts, doubts,
    origin, queued_traceparent, needed_by, queued_at, changed_at)
  SELECT prefix || t || '_' || n, 'v_' || lane_id, prefix || t, 'ELT', 'test', '', lane_id,
    'QUEUED', 'SIGNED', '', '', '', '', 0, 0, '', '',
    CASE WHEN t % 2 = 0 THEN dates_from + n * interval '1 minute' END,
    clock_timestamp(), clock_timestamp()
  FROM generate_series(1, each) AS n, generate_series(1, tenants) AS t;
  INSERT INTO flow (connection_id, tenant_id, vendor_id, mode, vstart, queued, dated)
  SELECT lane_id, prefix || t, 'v_' || lane_id, 'test', 0, each,
    CASE WHEN t % 2 = 0 AND dates_from IS NOT NULL THEN each ELSE 0 END
  FROM generate_series(1, tenants) AS t;
$$;

-- One slot of one lane, used and answered.
CREATE FUNCTION one_slot(lane_id text, new_attempt text, urgent int, borrowed int)
RETURNS TABLE (verdict text, slot_at timestamptz, submission text, tenant text)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
  c record;
BEGIN
  SELECT * INTO c FROM claim_slots(
    ARRAY[lane_id], ARRAY[new_attempt], NULL::jsonb[], 'bench', 0, 0, 65000000, 8, urgent, borrowed, 0);
  UPDATE job SET state = 'RECEIVED' WHERE submission_id = (c.taken).submission_id;
  UPDATE attempt SET finished_at = clock_timestamp() WHERE id = new_attempt;
  RETURN QUERY SELECT c.verdict, c.slot_at, (c.taken).submission_id, (c.taken).tenant_id;
END $$;

-- So many slots of a lane, one after the other, however long its interval: how many were granted.
CREATE FUNCTION slots_at_once(lane_id text, many int, urgent int, borrowed int) RETURNS int
LANGUAGE plpgsql AS $$
DECLARE
  granted int := 0;
BEGIN
  FOR n IN 1..many LOOP
    IF (SELECT verdict FROM one_slot(lane_id, gen_random_uuid()::text, urgent, borrowed))
       = 'GRANTED' THEN
      granted := granted + 1;
    END IF;
    UPDATE lane SET next_at = clock_timestamp() WHERE connection_id = lane_id;
  END LOOP;
  RETURN granted;
END $$;

-- A document that was taken is received, and another of its tenant comes, no less urgent: the
-- backlog stays what it was. The lane is due again, however long its interval.
CREATE FUNCTION replace_taken(lane_id text, gone text, urgent int, borrowed int) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  j job%ROWTYPE;
BEGIN
  UPDATE job SET state = 'RECEIVED' WHERE submission_id = gone RETURNING * INTO j;
  UPDATE attempt SET finished_at = clock_timestamp() WHERE id = j.attempt_id;
  PERFORM arrive(lane_id, ARRAY[gen_random_uuid()::text], ARRAY[j.tenant_id::text],
    ARRAY[CASE WHEN j.needed_by IS NOT NULL
               THEN greatest(j.needed_by, clock_timestamp() + interval '3 hours') END],
    urgent, borrowed);
  UPDATE lane SET next_at = clock_timestamp() WHERE connection_id = lane_id;
END $$;
