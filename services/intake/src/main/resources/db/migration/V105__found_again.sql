-- Who has yet to sign, next first; empty when nobody has, and for what waited before this was kept.
ALTER TABLE submission ADD COLUMN missing_roles text NOT NULL DEFAULT '';

-- The table of a month: assisted person by assistant.
CREATE INDEX submission_of_month ON submission (tenant_id, mode, month, person_key, assistant_key, id)
  WHERE month IS NOT NULL;

-- The orders by which a submission was signed.
CREATE TABLE submission_signing_order (
  submission_id text NOT NULL REFERENCES submission (id),
  role text NOT NULL,
  order_id text NOT NULL,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  PRIMARY KEY (submission_id, role)
);
ALTER TABLE submission_signing_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_signing_order FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_signing_order_wall ON submission_signing_order
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
