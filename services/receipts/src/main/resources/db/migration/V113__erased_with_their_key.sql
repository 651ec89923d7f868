-- A tenant's packages of a month are sealed under a key that stands here alone, itself sealed under
-- the master key. It goes with the last of them, and with it every copy of them that is elsewhere.
CREATE TABLE package_key (
  id         text PRIMARY KEY,
  vendor_id  text NOT NULL,
  tenant_id  text NOT NULL,
  mode       text NOT NULL,
  month      date NOT NULL,               -- its first day, UTC
  sealed_key bytea NOT NULL,
  UNIQUE (tenant_id, mode, month)
);
ALTER TABLE package_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE package_key FORCE ROW LEVEL SECURITY;
CREATE POLICY package_key_wall ON package_key
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- Absent in packages from before, and in erased ones.
ALTER TABLE evidence_package ADD COLUMN key_id text REFERENCES package_key (id);
CREATE INDEX evidence_package_key ON evidence_package (key_id) WHERE key_id IS NOT NULL;

-- What the authority said goes when its package does; that it said so, and when, stays.
ALTER TABLE receipt
  ADD COLUMN erased_at timestamptz,
  DROP CONSTRAINT receipt_refusal,
  DROP CONSTRAINT receipt_answer,
  ADD CONSTRAINT receipt_refusal CHECK ((outcome = 'REFUSED' AND source = 'AUTHORITY')
    = (refusal_reason IS NOT NULL)),
  ADD CONSTRAINT receipt_message CHECK ((refusal_reason IS NOT NULL AND erased_at IS NULL)
    = (sealed_message IS NOT NULL)),
  ADD CONSTRAINT receipt_answer CHECK ((source = 'AUTHORITY')
    = (attempt_id IS NOT NULL AND attempt_number IS NOT NULL)),
  ADD CONSTRAINT receipt_response CHECK ((source = 'AUTHORITY' AND erased_at IS NULL)
    = (sealed_response IS NOT NULL));
CREATE INDEX receipt_kept ON receipt (stored_at) WHERE erased_at IS NULL;

CREATE OR REPLACE FUNCTION receipt_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  erasable text[] := '{sealed_message,sealed_response,erased_at}';
BEGIN
  IF OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
    AND to_jsonb(NEW) - erasable = to_jsonb(OLD) - erasable THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a receipt is final' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
