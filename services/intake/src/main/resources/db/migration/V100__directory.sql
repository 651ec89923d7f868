-- Vendors, their tenants and their API clients. Written by the operator alone; each owner may read
-- its own. Vendors and tenants belong to no mode, so the wall compares the caller's with itself.
CREATE TABLE vendor (
  id text PRIMARY KEY,
  version integer NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX vendor_by_age ON vendor (created_at, id);
ALTER TABLE vendor ENABLE ROW LEVEL SECURITY;
ALTER TABLE vendor FORCE ROW LEVEL SECURITY;
CREATE POLICY vendor_wall ON vendor
  USING (sluss_sees(id, current_setting('sluss.tenant', true), current_setting('sluss.mode', true)))
  WITH CHECK (current_setting('sluss.actor', true) = 'system');

CREATE TABLE tenant (
  id text PRIMARY KEY,
  version integer NOT NULL,
  vendor_id text NOT NULL REFERENCES vendor (id),
  name text NOT NULL,
  organisation_number text NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT tenant_organisation UNIQUE (vendor_id, organisation_number)
);
CREATE INDEX tenant_by_age ON tenant (created_at, id);
ALTER TABLE tenant ENABLE ROW LEVEL SECURITY;
ALTER TABLE tenant FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_wall ON tenant
  USING (sluss_sees(vendor_id, id, current_setting('sluss.mode', true)))
  WITH CHECK (current_setting('sluss.actor', true) = 'system');

CREATE TABLE client (
  id text PRIMARY KEY,
  version integer NOT NULL,
  vendor_id text NOT NULL REFERENCES vendor (id),
  tenant_id text REFERENCES tenant (id),
  mode text NOT NULL,
  name text NOT NULL,
  scopes text NOT NULL,
  key_hint text NOT NULL,
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX client_by_age ON client (created_at, id);
ALTER TABLE client ENABLE ROW LEVEL SECURITY;
ALTER TABLE client FORCE ROW LEVEL SECURITY;
CREATE POLICY client_wall ON client
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (current_setting('sluss.actor', true) = 'system');
