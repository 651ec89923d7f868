-- A room that was down for long applies events older than the days that are kept: their marks, which
-- have no day's partition, count from when they were made.
ALTER TABLE inbox ADD COLUMN applied_at timestamptz NOT NULL DEFAULT now();
