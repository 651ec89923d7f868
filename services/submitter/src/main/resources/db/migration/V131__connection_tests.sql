-- Tests of connections, with their results. What proves something is copied here, since the archive
-- forgets.
CREATE TABLE connection_test (
  id text PRIMARY KEY,
  connection_id text NOT NULL REFERENCES connection (id),
  vendor_id text NOT NULL,
  mode text NOT NULL CHECK (mode = 'test'),
  interface_version text NOT NULL,
  document_id text NOT NULL,
  document_sha256 text NOT NULL,
  asked_at timestamptz NOT NULL,
  settled_at timestamptz,
  submission_id text,
  attempt_id text,
  outcome text,
  cause text,
  tx_id text,
  http_status int,
  sent_at timestamptz,
  tls_protocol text,
  tls_cipher text,
  server_sha256 text,
  client_sha256 text
);
CREATE INDEX connection_test_latest ON connection_test (connection_id, asked_at);
CREATE INDEX connection_test_open ON connection_test (document_id) WHERE settled_at IS NULL;
ALTER TABLE connection_test ENABLE ROW LEVEL SECURITY;
ALTER TABLE connection_test FORCE ROW LEVEL SECURITY;
CREATE POLICY connection_test_wall ON connection_test
  USING (sluss_sees(vendor_id, '', mode)) WITH CHECK (sluss_sees(vendor_id, '', mode));

-- A test knows its document by the UUID.
CREATE INDEX job_by_test_document ON job (document_id) WHERE mode = 'test';
