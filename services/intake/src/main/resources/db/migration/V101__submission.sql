-- A submission and where it stands now. A document's own identifier is its tenant's for ever.
CREATE TABLE submission (
  id text PRIMARY KEY,
  version integer NOT NULL,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  service text NOT NULL,
  document_id text NOT NULL,
  document_sha256 text NOT NULL,
  entry text NOT NULL,
  required_roles text NOT NULL,
  created_at timestamptz NOT NULL,
  state text NOT NULL,
  last_attempt integer NOT NULL,
  once_in_doubt boolean NOT NULL,
  queue_position bigint,
  queue_estimated_start timestamptz,
  queue_as_of timestamptz,
  receipt_id text,
  tx_id text,
  cancel_requested_at timestamptz,
  CONSTRAINT submission_once_per_document UNIQUE (tenant_id, service, mode, document_id)
);
CREATE INDEX submission_of_vendor ON submission (vendor_id, mode, created_at, id);
CREATE INDEX submission_of_tenant ON submission (tenant_id, mode, created_at, id);
ALTER TABLE submission ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_wall ON submission
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- The exact bytes, sealed. Apart, so that looking at a state does not read them.
CREATE TABLE submission_document (
  submission_id text PRIMARY KEY REFERENCES submission (id),
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  sealed bytea NOT NULL
);
-- What is sealed does not compress.
ALTER TABLE submission_document ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE submission_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_document FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_document_wall ON submission_document
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- Every change of a submission, in the order in which intake learnt of it. Never updated.
CREATE TABLE submission_history (
  submission_id text NOT NULL REFERENCES submission (id),
  number integer NOT NULL,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  state text NOT NULL,
  at timestamptz NOT NULL,
  code text NOT NULL,
  why text NOT NULL,
  next text NOT NULL,
  PRIMARY KEY (submission_id, number)
);
ALTER TABLE submission_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_history FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_history_wall ON submission_history
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
