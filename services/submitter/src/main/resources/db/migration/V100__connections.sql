-- Connections belong to a vendor as a whole, so the wall stands without a tenant: a tenant's own
-- client sees none of them.
CREATE TABLE connection (
  id text PRIMARY KEY,
  vendor_id text NOT NULL,
  service text NOT NULL CHECK (service IN ('E_IOA', 'ELT')),
  mode text NOT NULL CHECK (mode IN ('test', 'live')),
  active boolean NOT NULL,
  address text NOT NULL,
  product_type text NOT NULL,
  agreed_micros bigint NOT NULL CHECK (agreed_micros > 0),
  guard_micros bigint NOT NULL CHECK (guard_micros >= 0),
  sealed_key_store bytea NOT NULL,
  sealed_password bytea NOT NULL,
  trusted_certificates text NOT NULL,
  certificate_expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX connection_active ON connection (vendor_id, service, mode) WHERE active;
ALTER TABLE connection ENABLE ROW LEVEL SECURITY;
ALTER TABLE connection FORCE ROW LEVEL SECURITY;
CREATE POLICY connection_wall ON connection
  USING (sluss_sees(vendor_id, '', mode)) WITH CHECK (sluss_sees(vendor_id, '', mode));

-- One row a connection: when the next call may go. Changed twice a call, so half of each page stays
-- free and no index is on what changes.
CREATE TABLE lane (
  connection_id text PRIMARY KEY REFERENCES connection (id),
  vendor_id text NOT NULL,
  mode text NOT NULL,
  next_at timestamptz NOT NULL,
  interval_micros bigint NOT NULL CHECK (interval_micros > 0),
  state text NOT NULL CHECK (state IN ('RUNNING', 'PAUSED', 'STOPPED')),
  reason text NOT NULL,
  changed_at timestamptz NOT NULL
) WITH (fillfactor = 50);
ALTER TABLE lane ENABLE ROW LEVEL SECURITY;
ALTER TABLE lane FORCE ROW LEVEL SECURITY;
CREATE POLICY lane_wall ON lane
  USING (sluss_sees(vendor_id, '', mode)) WITH CHECK (sluss_sees(vendor_id, '', mode));
