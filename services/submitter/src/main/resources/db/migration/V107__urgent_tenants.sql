-- Who is urgent, and who is new, stand in rows of their own indexes: finding one of them costs the
-- same whatever waits.
ALTER TABLE flow
  ADD COLUMN urgent boolean NOT NULL DEFAULT false,
  ADD COLUMN came bigint NOT NULL DEFAULT 0;
DROP INDEX flow_by_date;
CREATE INDEX flow_urgent ON flow (connection_id, earliest, vstart) WHERE urgent AND queued > 0;
CREATE INDEX flow_new ON flow (connection_id, came) WHERE queued > 0 AND turn <= came;
COMMENT ON COLUMN flow.urgent IS
  'may be called out of turn: a date is at risk, and it has not borrowed too much';
COMMENT ON COLUMN flow.came IS
  'the lane''s count of slots when its queue began; no turn since then means that it is new';

ALTER TABLE lane ADD COLUMN answers bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN lane.answers IS 'answers from which the quickest and the usual one are known';

-- Placed, but not told yet.
CREATE INDEX job_untold ON job (position)
  WHERE told_start IS NULL AND connection_id IS NOT NULL AND state = 'QUEUED';
