-- A connection that is lent: vendors without one of their own share its lane, first with each other
-- and then each between its tenants. One row a vendor, the owner's among them: its turn among the
-- vendors ("vstart", "turn", "came"), and what the lane's row holds of turns among tenants elsewhere.
ALTER TABLE lane ADD COLUMN lent boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN lane.lent IS
  'turns are among vendors, guest, and then inside a vendor; vclock, weights and so on count vendors';

CREATE TABLE guest (
  connection_id text NOT NULL REFERENCES lane (connection_id),
  vendor_id text NOT NULL,
  owner boolean NOT NULL DEFAULT false,
  service text NOT NULL,
  mode text NOT NULL,
  lent_at timestamptz NOT NULL,
  ended_at timestamptz,
  vstart bigint NOT NULL,
  turn bigint NOT NULL DEFAULT 0,
  came bigint NOT NULL DEFAULT 0,
  vclock bigint NOT NULL DEFAULT 0,
  vguaranteed bigint NOT NULL DEFAULT 0,
  weights bigint NOT NULL DEFAULT 1,
  urgent_balance int NOT NULL DEFAULT 0,
  slots bigint NOT NULL DEFAULT 0,
  PRIMARY KEY (connection_id, vendor_id)
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);
COMMENT ON COLUMN guest.ended_at IS
  'since then nothing new goes here; what waits goes back and keeps its order';
COMMENT ON COLUMN guest.vclock IS 'virtual time inside the vendor, as lane.vclock elsewhere';
-- A vendor has one way to a service, an own one apart.
CREATE UNIQUE INDEX guest_lent ON guest (vendor_id, service, mode) WHERE ended_at IS NULL;
CREATE INDEX guest_in_turn ON guest (connection_id, vstart, turn, vendor_id)
  WHERE ended_at IS NULL;
ALTER TABLE guest ENABLE ROW LEVEL SECURITY;
ALTER TABLE guest FORCE ROW LEVEL SECURITY;
CREATE POLICY guest_wall ON guest
  USING (sluss_sees(vendor_id, '', mode)) WITH CHECK (sluss_sees(vendor_id, '', mode));

-- Turns are taken inside a vendor, in every lane; in most there is but one.
DROP INDEX flow_in_turn;
DROP INDEX flow_urgent;
DROP INDEX flow_new;
CREATE INDEX flow_in_turn ON flow (connection_id, vendor_id, vstart, turn, tenant_id)
  WHERE queued > 0;
CREATE INDEX flow_urgent ON flow (connection_id, vendor_id, earliest, vstart)
  WHERE urgent AND queued > 0;
CREATE INDEX flow_new ON flow (connection_id, vendor_id, came) WHERE queued > 0 AND turn <= came;
