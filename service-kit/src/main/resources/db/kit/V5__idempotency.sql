-- Answers of requests that are done, sealed, for repeating them.
CREATE TABLE idempotent_answer (
  request_sha256 bytea PRIMARY KEY,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  fingerprint bytea NOT NULL,
  answer bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX idempotent_answer_by_age ON idempotent_answer (created_at);
ALTER TABLE idempotent_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotent_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY idempotent_answer_wall ON idempotent_answer
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
