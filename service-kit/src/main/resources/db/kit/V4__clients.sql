-- Who may call, as told by intake: hashes of keys, never keys. Read before it is known who asks, so
-- the wall does not stand here; no answer shows these rows.
CREATE TABLE api_client (
  key_sha256 text PRIMARY KEY,
  client_id text NOT NULL,
  vendor_id text NOT NULL,
  tenant_id text,
  mode text NOT NULL,
  scopes text[] NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX api_client_by_client ON api_client (client_id);

CREATE TABLE api_tenant (
  tenant_id text PRIMARY KEY,
  vendor_id text NOT NULL
);
