-- Documents handed in together: what became of each, in their order.
CREATE TABLE submission_batch (
  id text PRIMARY KEY,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  created_at timestamptz NOT NULL
);
ALTER TABLE submission_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_batch_wall ON submission_batch
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- With a submission when the document was taken or known, with a problem when it was refused.
CREATE TABLE submission_batch_item (
  batch_id text NOT NULL REFERENCES submission_batch (id),
  number integer NOT NULL,
  vendor_id text NOT NULL,
  tenant_id text NOT NULL,
  mode text NOT NULL,
  status integer NOT NULL,
  submission_id text REFERENCES submission (id),
  problem text,
  detail text,
  findings text NOT NULL,
  PRIMARY KEY (batch_id, number)
);
CREATE INDEX submission_batch_item_of ON submission_batch_item (submission_id);
ALTER TABLE submission_batch_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_batch_item FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_batch_item_wall ON submission_batch_item
  USING (sluss_sees(vendor_id, tenant_id, mode))
  WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
