-- Beside the expected time, the place that was told last: it moves while the time holds.
ALTER TABLE job ADD COLUMN told_position bigint;
COMMENT ON COLUMN job.told_position IS 'the place in the lane that was told last';
