CREATE TABLE probe (
  id text PRIMARY KEY,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  note text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE probe ENABLE ROW LEVEL SECURITY;
ALTER TABLE probe FORCE ROW LEVEL SECURITY;
CREATE POLICY probe_wall ON probe
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
