-- What went over the wire beside the attempt's own row, written once with the attempt's end. The
-- answer's body stays with the attempt. Without an address it is from before this was kept.
CREATE TABLE exchange (
  attempt_id text PRIMARY KEY REFERENCES attempt (id),
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  tx_id text,
  address text,
  action text,
  request_bytes int,
  request_sha256 text,
  tls_protocol text,
  tls_cipher text,
  server_sha256 text,
  client_sha256 text,
  sealed_headers bytea,
  head_micros bigint,
  archived_at timestamptz NOT NULL
);
ALTER TABLE exchange ALTER COLUMN sealed_headers SET STORAGE EXTERNAL;
CREATE INDEX exchange_by_tx_id ON exchange (tx_id) WHERE tx_id IS NOT NULL;
CREATE INDEX exchange_by_age ON exchange USING brin (archived_at);
ALTER TABLE exchange ENABLE ROW LEVEL SECURITY;
ALTER TABLE exchange FORCE ROW LEVEL SECURITY;
CREATE POLICY exchange_wall ON exchange
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- Answers that are here already go when their time is over, too.
SELECT set_config('sluss.actor', 'system', true);
INSERT INTO exchange (attempt_id, vendor_id, tenant_id, mode, archived_at)
SELECT id, vendor_id, tenant_id, mode, finished_at FROM attempt
WHERE sealed_response IS NOT NULL AND finished_at IS NOT NULL;
