-- What evidence packages are made of, the packages, and the log that they are chained into.

-- What happened to a submission on its way; nothing personal. Gone when the package is made.
CREATE TABLE evidence_fact (
  event_id      text PRIMARY KEY,
  submission_id text NOT NULL,
  vendor_id     text NOT NULL,
  tenant_id     text NOT NULL,
  mode          text NOT NULL,
  type          text NOT NULL,
  happened_at   timestamptz NOT NULL,
  details       text NOT NULL             -- JSON, an object of texts
);
CREATE INDEX evidence_fact_submission ON evidence_fact (submission_id);
ALTER TABLE evidence_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_fact_wall ON evidence_fact
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- What was signed, sealed for the submission. Gone when the package is made.
CREATE TABLE evidence_material (
  submission_id     text PRIMARY KEY,
  vendor_id         text NOT NULL,
  tenant_id         text NOT NULL,
  mode              text NOT NULL,
  entry             text NOT NULL,
  document_sha256   text NOT NULL,
  sealed_document   bytea NOT NULL,
  sealed_signatures bytea NOT NULL
);
ALTER TABLE evidence_material ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_material FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_material_wall ON evidence_material
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- Submissions that ended without a receipt: what still comes of them is not kept.
CREATE TABLE evidence_ended (
  submission_id text PRIMARY KEY,
  vendor_id     text NOT NULL,
  tenant_id     text NOT NULL,
  mode          text NOT NULL,
  ended_at      timestamptz NOT NULL
);
ALTER TABLE evidence_ended ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_ended FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_ended_wall ON evidence_ended
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- One a receipt, made once. manifest_sha256 is the leaf of the log; it outlives the package.
CREATE TABLE evidence_package (
  receipt_id      text PRIMARY KEY REFERENCES receipt (id),
  submission_id   text NOT NULL,
  vendor_id       text NOT NULL,
  tenant_id       text NOT NULL,
  mode            text NOT NULL,
  wanted_at       timestamptz NOT NULL,
  due_at          timestamptz NOT NULL,    -- when it is made, or tried again
  made_at         timestamptz,
  sealed_package  bytea,
  manifest_sha256 bytea CHECK (length(manifest_sha256) = 32),
  time_stamp      bytea,                   -- RFC 3161 response over the manifest
  stamp_due_at    timestamptz,             -- when one is asked for next; absent when none is wanted
  leaf_index      bigint UNIQUE,
  erased_at       timestamptz,
  CHECK ((made_at IS NULL) = (manifest_sha256 IS NULL)),
  CHECK ((sealed_package IS NOT NULL) = (made_at IS NOT NULL AND erased_at IS NULL)),
  CHECK (leaf_index IS NULL OR made_at IS NOT NULL)
);
CREATE INDEX evidence_package_submission ON evidence_package (submission_id);
CREATE INDEX evidence_package_wanted ON evidence_package (due_at) WHERE made_at IS NULL;
CREATE INDEX evidence_package_unlogged ON evidence_package (made_at, receipt_id)
  WHERE made_at IS NOT NULL AND leaf_index IS NULL;
CREATE INDEX evidence_package_unstamped ON evidence_package (stamp_due_at)
  WHERE stamp_due_at IS NOT NULL;
CREATE INDEX evidence_package_kept ON evidence_package (made_at) WHERE sealed_package IS NOT NULL;
ALTER TABLE evidence_package ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_package FORCE ROW LEVEL SECURITY;
CREATE POLICY evidence_package_wall ON evidence_package
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- The log is open to everybody: hashes alone, and append only.
-- Level 0 holds the leaves' hashes, level n the roots of complete subtrees of 2^n leaves.
CREATE TABLE evidence_node (
  level smallint NOT NULL,
  index bigint NOT NULL,
  hash  bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, index)
);
CREATE TABLE evidence_tree_head (
  tree_size   bigint PRIMARY KEY CHECK (tree_size > 0),
  signed_head text NOT NULL,               -- compact JWS
  consistency bytea,                       -- hashes of 32 bytes, one after the other, from the head
                                           -- before; absent in the first
  signed_at   timestamptz NOT NULL
);
-- One row: whoever appends holds it.
CREATE TABLE evidence_log (
  single    boolean PRIMARY KEY DEFAULT true CHECK (single),
  tree_size bigint NOT NULL
);
INSERT INTO evidence_log (tree_size) VALUES (0);

CREATE FUNCTION evidence_log_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the log only grows' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER evidence_node_stays BEFORE UPDATE OR DELETE ON evidence_node
  FOR EACH ROW EXECUTE FUNCTION evidence_log_grows();
CREATE TRIGGER evidence_tree_head_stays BEFORE UPDATE OR DELETE ON evidence_tree_head
  FOR EACH ROW EXECUTE FUNCTION evidence_log_grows();

-- Receipts from before have no package: what one is made of was not kept.
