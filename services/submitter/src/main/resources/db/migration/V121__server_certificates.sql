-- The certificates that the authority's side has shown to a connection.
CREATE TABLE server_certificate (
  connection_id text NOT NULL REFERENCES connection (id),
  fingerprint text NOT NULL,
  vendor_id text NOT NULL,
  mode text NOT NULL,
  subject text NOT NULL,
  issuer text NOT NULL,
  serial text NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  first_seen timestamptz NOT NULL,
  PRIMARY KEY (connection_id, fingerprint)
);
ALTER TABLE server_certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE server_certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY server_certificate_wall ON server_certificate
  USING (sluss_sees(vendor_id, '', mode)) WITH CHECK (sluss_sees(vendor_id, '', mode));
