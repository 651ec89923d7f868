-- The fair governor: what a lane has learned, one row a backlogged tenant, ceilings over lanes.
SELECT set_config('sluss.actor', 'system', true);

ALTER TABLE lane
  ADD COLUMN agreed_micros bigint,
  ADD COLUMN slow_micros bigint CHECK (slow_micros > 0),
  ADD COLUMN pace_permille int NOT NULL DEFAULT 1000 CHECK (pace_permille BETWEEN 1 AND 1000),
  ADD COLUMN pace_changed_at timestamptz NOT NULL DEFAULT '-infinity',
  ADD COLUMN guard_most_micros bigint,
  ADD COLUMN guard_micros bigint,
  ADD COLUMN quickest_micros bigint,
  ADD COLUMN usual_micros bigint,
  ADD COLUMN try_at timestamptz,
  ADD COLUMN try_wait_micros bigint NOT NULL DEFAULT 0,
  ADD COLUMN quarantined_until timestamptz,
  ADD COLUMN claimed_by text NOT NULL DEFAULT '',
  ADD COLUMN ceiling_id text,
  ADD COLUMN vclock bigint NOT NULL DEFAULT 0,
  ADD COLUMN weights bigint NOT NULL DEFAULT 1,
  ADD COLUMN urgent_balance int NOT NULL DEFAULT 0,
  ADD COLUMN slots bigint NOT NULL DEFAULT 0,
  ADD COLUMN slots_used bigint NOT NULL DEFAULT 0,
  ADD COLUMN slots_lost bigint NOT NULL DEFAULT 0;
UPDATE lane SET agreed_micros = connection.agreed_micros,
  guard_most_micros = connection.guard_micros, guard_micros = connection.guard_micros
FROM connection WHERE connection.id = lane.connection_id;
ALTER TABLE lane
  ALTER COLUMN agreed_micros SET NOT NULL, ADD CHECK (agreed_micros > 0),
  ALTER COLUMN guard_most_micros SET NOT NULL,
  ALTER COLUMN guard_micros SET NOT NULL,
  DROP COLUMN interval_micros,
  DROP CONSTRAINT lane_state_check,
  ADD CHECK (state IN ('RUNNING', 'PAUSED', 'DRAINING', 'STOPPED', 'TRYING')),
  SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
COMMENT ON COLUMN lane.agreed_micros IS 'least time between two arrivals that the authority agreed to';
COMMENT ON COLUMN lane.slow_micros IS 'a longer time that an operator asked for';
COMMENT ON COLUMN lane.pace_permille IS 'share of the agreed rate in force; below 1000 while the authority shows strain';
COMMENT ON COLUMN lane.guard_most_micros IS 'added after a call whose answer is not there yet';
COMMENT ON COLUMN lane.guard_micros IS 'what measured delays have taught; used instead when answers usually take longer than the interval';
COMMENT ON COLUMN lane.quickest_micros IS 'the quickest answer on any replica''s way';
COMMENT ON COLUMN lane.vclock IS 'virtual time: the start tag of the last call chosen in turn';
COMMENT ON COLUMN lane.weights IS 'sum of the weights of backlogged tenants, refreshed in rounds';
COMMENT ON COLUMN lane.urgent_balance IS 'how far calls out of turn may go on, in thousandths of a slot';

-- An upper bound that several lanes share.
CREATE TABLE ceiling (
  id text PRIMARY KEY,
  interval_micros bigint NOT NULL CHECK (interval_micros > 0),
  next_at timestamptz NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE lane ADD FOREIGN KEY (ceiling_id) REFERENCES ceiling (id);

-- The share of one tenant in one lane. Choosing looks at these rows; jobs are touched only for the
-- tenant that was chosen. "vstart" is the virtual time at which its next call starts.
CREATE TABLE flow (
  connection_id text NOT NULL REFERENCES lane (connection_id),
  tenant_id text NOT NULL,
  vendor_id text NOT NULL,
  mode text NOT NULL,
  weight int NOT NULL DEFAULT 1 CHECK (weight BETWEEN 1 AND 1000),
  vstart bigint NOT NULL,
  turn bigint NOT NULL DEFAULT 0,
  queued int NOT NULL CHECK (queued >= 0),
  dated int NOT NULL CHECK (dated >= 0),
  earliest timestamptz,
  urgent_from timestamptz,
  PRIMARY KEY (connection_id, tenant_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX flow_in_turn ON flow (connection_id, vstart, turn, tenant_id) WHERE queued > 0;
CREATE INDEX flow_by_date ON flow (connection_id, earliest) WHERE queued > 0 AND earliest IS NOT NULL;
COMMENT ON COLUMN flow.earliest IS 'the earliest date of its jobs that can still be met';
COMMENT ON COLUMN flow.urgent_from IS 'from then on its share alone may not carry its dated jobs to their dates';
ALTER TABLE flow ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow FORCE ROW LEVEL SECURITY;
CREATE POLICY flow_wall ON flow
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

ALTER TABLE job
  ADD COLUMN needed_by timestamptz,
  ADD COLUMN told_start timestamptz,
  SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000,
       autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 1000);
COMMENT ON COLUMN job.needed_by IS 'when the authority must have it; null when no date is known';
COMMENT ON COLUMN job.told_start IS 'the expected time that was told last';
DROP INDEX job_queued;
CREATE INDEX job_in_flow ON job (connection_id, tenant_id, needed_by, position)
  WHERE state = 'QUEUED';

ALTER TABLE attempt
  ADD COLUMN booked_at timestamptz,
  ADD COLUMN ceiling_booked_at timestamptz,
  ADD COLUMN replica text NOT NULL DEFAULT '';
COMMENT ON COLUMN attempt.booked_at IS 'what this attempt has last written as its lane''s next slot';

INSERT INTO flow (connection_id, tenant_id, vendor_id, mode, vstart, queued, dated)
SELECT connection_id, tenant_id, vendor_id, mode, 0, count(*), 0
FROM job WHERE state = 'QUEUED' AND connection_id IS NOT NULL
GROUP BY connection_id, tenant_id, vendor_id, mode;

-- On which timeline of the database the bookings were made; another one means a failover.
CREATE TABLE governor_epoch (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  timeline text NOT NULL
);
INSERT INTO governor_epoch (timeline)
VALUES (substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8));

-- What operators did, never changed.
CREATE TABLE operator_act (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  who text NOT NULL,
  what text NOT NULL,
  connection_id text,
  submission_id text,
  reason text NOT NULL,
  details text NOT NULL
);
CREATE INDEX operator_act_of_submission ON operator_act (submission_id) WHERE submission_id IS NOT NULL;
