-- One row a signed submission; "position" is its place in the lane, first in first out. Without a
-- connection it waits for one to be registered.
CREATE TABLE job (
  submission_id text PRIMARY KEY,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  service text NOT NULL,
  mode text NOT NULL,
  document_id text NOT NULL,
  connection_id text REFERENCES connection (id),
  position bigint GENERATED ALWAYS AS IDENTITY,
  state text NOT NULL CHECK (state IN
    ('QUEUED', 'SENDING', 'IN_DOUBT', 'RECEIVED', 'REFUSED', 'PARKED', 'CANCELLED')),
  reason text NOT NULL,
  sealed_document bytea NOT NULL,
  sealed_signatures bytea NOT NULL,
  entry text NOT NULL,
  document_sha256 text NOT NULL,
  attempts int NOT NULL,
  doubts int NOT NULL,
  attempt_id text,
  not_before timestamptz,
  origin text NOT NULL,
  queued_traceparent text NOT NULL,
  queued_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
-- What is sealed does not compress.
ALTER TABLE job ALTER COLUMN sealed_document SET STORAGE EXTERNAL;
ALTER TABLE job ALTER COLUMN sealed_signatures SET STORAGE EXTERNAL;
CREATE INDEX job_queued ON job (connection_id, position) WHERE state = 'QUEUED';
CREATE INDEX job_in_doubt ON job (connection_id, not_before) WHERE state = 'IN_DOUBT';
CREATE INDEX job_sending ON job (connection_id) WHERE state = 'SENDING';
CREATE INDEX job_unconnected ON job (vendor_id, service, mode) WHERE connection_id IS NULL;
ALTER TABLE job ENABLE ROW LEVEL SECURITY;
ALTER TABLE job FORCE ROW LEVEL SECURITY;
CREATE POLICY job_wall ON job
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- One row a slot that was taken, written before any byte leaves. "sent_at" is the latest moment at
-- which the bytes can have left, by the database's clock; absent while nobody knows.
CREATE TABLE attempt (
  id text PRIMARY KEY,
  submission_id text NOT NULL REFERENCES job (submission_id),
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  connection_id text NOT NULL,
  number int NOT NULL,
  slot_at timestamptz NOT NULL,
  window_end timestamptz NOT NULL,
  overdue_at timestamptz NOT NULL,
  sent_at timestamptz,
  finished_at timestamptz,
  outcome text,
  cause text,
  http_status int,
  sealed_response bytea,
  duration_micros bigint,
  UNIQUE (submission_id, number)
);
CREATE INDEX attempt_open ON attempt (overdue_at) WHERE finished_at IS NULL;
CREATE INDEX attempt_by_slot ON attempt (connection_id, slot_at);
ALTER TABLE attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY attempt_wall ON attempt
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- Cancelled before it came here: it is stopped when it comes.
CREATE TABLE cancelled_early (
  submission_id text PRIMARY KEY,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  asked_at timestamptz NOT NULL
);
ALTER TABLE cancelled_early ENABLE ROW LEVEL SECURITY;
ALTER TABLE cancelled_early FORCE ROW LEVEL SECURITY;
CREATE POLICY cancelled_early_wall ON cancelled_early
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
