-- When a submission that waits is looked at next for a reminder; empty when none is left.
ALTER TABLE signable
    ADD COLUMN remind_at timestamptz,
    ADD COLUMN reminders integer NOT NULL DEFAULT 0;
UPDATE signable SET remind_at = accepted_at WHERE state = 'AWAITING';
CREATE INDEX signable_remind_at ON signable (remind_at) WHERE state = 'AWAITING' AND remind_at IS NOT NULL;
