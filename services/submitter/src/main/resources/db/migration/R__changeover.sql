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
  -- A lane that stopped may have stopped on the old certificate: it finds out at once.
  UPDATE lane SET identity = l.changing_to, changing_to = NULL,
    try_at = CASE WHEN try_at IS NOT NULL THEN least(try_at, now_at) END
  WHERE connection_id = lane_id;
  RETURN true;
END $$;
