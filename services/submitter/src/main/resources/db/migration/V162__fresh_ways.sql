ALTER TABLE attempt ADD COLUMN fresh boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN attempt.fresh IS 'it went over a way that nothing had been answered over yet';
