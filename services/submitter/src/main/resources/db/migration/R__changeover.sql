-- Puts the next certificate of a lane in force, once nothing is under way with the one before. Slots
-- are given, and this is decided, while the lane's row is held: a call that has a slot ends before
-- this, and none that comes after has the old certificate. The old key is not kept. Answers whether
-- it was done.
CREATE OR REPLACE FUNCTION change_over(lane_id text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  l lane%ROWTYPE;
  now_at timestamptz;
BEGIN
  SELECT * INTO l FROM lane WHERE connection_id = lane_id FOR UPDATE SKIP LOCKED;
  IF NOT FOUND OR l.changing_to IS NULL THEN
    RETURN false;
  END IF;
  IF EXISTS (SELECT FROM job WHERE job.connection_id = lane_id AND job.state = 'SENDING') THEN
    RETURN false;
  END IF;
  now_at := clock_timestamp();
  UPDATE certificate SET state = 'PAST', until = now_at, change_at = NULL,
    sealed_key_store = NULL, sealed_password = NULL
  WHERE id = l.identity;
  UPDATE certificate SET state = 'CURRENT', since = now_at, change_at = NULL
  WHERE id = l.changing_to;
  UPDATE connection SET certificate_expires_at = certificate.not_after
  FROM certificate
  WHERE connection.id = lane_id AND certificate.id = l.changing_to;
  -- A lane that stopped may have stopped on the old certificate: it finds out at once. Slots that
  -- were not given meanwhile are not lost.
  UPDATE lane SET identity = l.changing_to, changing_to = NULL,
    try_at = CASE WHEN try_at IS NOT NULL THEN least(try_at, now_at) END,
    rests_until = greatest(rests_until, now_at)
  WHERE connection_id = lane_id;
  RETURN true;
END $$;

-- The next certificates whose proof holds at a connection's address: its own, and, of a test
-- connection, that of the live one, which is shown at the address for tests.
CREATE OR REPLACE FUNCTION proved_at(lane_id text) RETURNS SETOF certificate
LANGUAGE sql STABLE
AS $$
  SELECT certificate.*
  FROM connection AS moved JOIN connection AS alike
    ON alike.vendor_id = moved.vendor_id AND alike.service = moved.service
  JOIN certificate ON certificate.connection_id = alike.id AND certificate.state = 'NEXT'
  WHERE moved.id = lane_id AND (alike.id = moved.id OR moved.mode = 'test')
    AND NOT EXISTS (SELECT FROM lane WHERE lane.changing_to = certificate.id);
$$;

-- Lets a connection lead elsewhere while its lane is paused and nothing is under way. The
-- certificate in force gets another identifier, since slots are given for that: a replica that holds
-- a connection to the old address sends nothing over it, as after a change of certificates. What was
-- proved of a next certificate at the old address is forgotten; so it is not done while one of them
-- is to come into force on a date. The connection's row is held before its certificates', as by those
-- who note a proof. Answers whether it was done.
CREATE OR REPLACE FUNCTION move_connection(
  lane_id text, to_address text, to_product text, new_identity text) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  l lane%ROWTYPE;
  c certificate%ROWTYPE;
  now_at timestamptz;
BEGIN
  SELECT * INTO l FROM lane WHERE connection_id = lane_id FOR UPDATE;
  IF NOT FOUND OR l.state <> 'PAUSED' OR l.changing_to IS NOT NULL
     OR EXISTS (SELECT FROM job WHERE job.connection_id = lane_id AND job.state = 'SENDING')
     OR EXISTS (SELECT FROM proved_at(lane_id) WHERE change_at IS NOT NULL) THEN
    RETURN false;
  END IF;
  now_at := clock_timestamp();
  UPDATE connection SET address = to_address, product_type = to_product, moved_at = now_at
  WHERE id = lane_id;
  SELECT * INTO c FROM certificate WHERE id = l.identity;
  UPDATE certificate SET state = 'PAST', until = now_at, change_at = NULL,
    sealed_key_store = NULL, sealed_password = NULL
  WHERE id = l.identity;
  c.id := new_identity;
  c.since := now_at;
  c.proof_at := NULL;
  c.proof_host := NULL;
  c.proof_result := NULL;
  INSERT INTO certificate SELECT c.*;
  UPDATE certificate SET proof_at = NULL, proof_host = NULL, proof_result = NULL
  WHERE id IN (SELECT id FROM proved_at(lane_id));
  -- The new way may be quicker than all answers from the old one.
  UPDATE lane SET identity = new_identity, rests_until = NULL, quickest_micros = NULL,
    usual_micros = NULL, answers = 0, guard_micros = guard_most_micros
  WHERE connection_id = lane_id;
  RETURN true;
END $$;

-- Takes a connection out of use: nothing of it is under way, in doubt, put aside or lent. Its keys
-- are not kept; what was sent over it is. What waits in its lane goes back to waiting for a
-- connection with the next round, in its order. Answers DONE, or what is in the way.
CREATE OR REPLACE FUNCTION retire_connection(lane_id text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  l lane%ROWTYPE;
  now_at timestamptz;
BEGIN
  SELECT * INTO l FROM lane WHERE connection_id = lane_id FOR UPDATE;
  IF l.changing_to IS NOT NULL THEN
    RETURN 'CHANGING';
  END IF;
  IF EXISTS (SELECT FROM guest
             WHERE connection_id = lane_id AND NOT owner AND ended_at IS NULL) THEN
    RETURN 'LENT';
  END IF;
  IF EXISTS (SELECT FROM job WHERE job.connection_id = lane_id
             AND job.state IN ('SENDING', 'IN_DOUBT', 'PARKED')) THEN
    RETURN 'UNDER_WAY';
  END IF;
  now_at := clock_timestamp();
  DELETE FROM certificate WHERE connection_id = lane_id AND state = 'NEXT';
  UPDATE certificate SET state = 'PAST', until = now_at, change_at = NULL,
    sealed_key_store = NULL, sealed_password = NULL
  WHERE connection_id = lane_id AND state = 'CURRENT';
  UPDATE lane SET state = 'PAUSED', reason = 'RETIRED', try_at = NULL, changed_at = now_at
  WHERE connection_id = lane_id;
  UPDATE connection SET active = false WHERE id = lane_id;
  RETURN 'DONE';
END $$;
