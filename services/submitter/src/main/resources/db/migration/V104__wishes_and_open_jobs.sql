-- Its owner asked to stop it while a call was under way: it is stopped instead of queued again when
-- that call certainly was not made.
ALTER TABLE job ADD COLUMN cancel_requested boolean NOT NULL DEFAULT false;

-- The figures of the lanes count open jobs only; what has ended stays and grows.
CREATE INDEX job_open ON job (connection_id, state)
  WHERE state IN ('QUEUED', 'SENDING', 'IN_DOUBT', 'PARKED');

-- Rows go when they are used, or when they are old.
CREATE INDEX cancelled_early_by_age ON cancelled_early (asked_at);
