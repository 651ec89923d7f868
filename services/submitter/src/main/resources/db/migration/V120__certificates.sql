-- A connection's client certificates: the one in force, the next one beside it, and those that were.
-- The key of one that was is not kept. Which one is in force is said by the lane's row, since that is
-- what a slot is given from.
SELECT set_config('sluss.actor', 'system', true);

CREATE TABLE certificate (
  id text PRIMARY KEY,
  connection_id text NOT NULL REFERENCES connection (id),
  vendor_id text NOT NULL,
  mode text NOT NULL,
  state text NOT NULL CHECK (state IN ('NEXT', 'CURRENT', 'PAST')),
  sealed_key_store bytea,
  sealed_password bytea,
  fingerprint text NOT NULL,
  subject text NOT NULL,
  issuer text NOT NULL,
  serial text NOT NULL,
  not_before timestamptz NOT NULL,
  not_after timestamptz NOT NULL,
  added_at timestamptz NOT NULL,
  proof_at timestamptz,
  proof_host text,
  proof_result text,
  change_at timestamptz,
  since timestamptz,
  until timestamptz,
  warned_days int,
  CHECK ((state = 'PAST') = (sealed_key_store IS NULL)),
  CHECK ((state = 'PAST') = (sealed_password IS NULL))
);
COMMENT ON COLUMN certificate.proof_result IS 'ACCEPTED, or why the handshake with it failed';
COMMENT ON COLUMN certificate.change_at IS 'when it is to come into force; null when nobody has said';
COMMENT ON COLUMN certificate.warned_days IS 'the last of the days before its end that was told';
CREATE UNIQUE INDEX certificate_current ON certificate (connection_id) WHERE state = 'CURRENT';
CREATE UNIQUE INDEX certificate_next ON certificate (connection_id) WHERE state = 'NEXT';
CREATE INDEX certificate_of ON certificate (connection_id, added_at);
ALTER TABLE certificate ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate FORCE ROW LEVEL SECURITY;
CREATE POLICY certificate_wall ON certificate
  USING (sluss_sees(vendor_id, '', mode)) WITH CHECK (sluss_sees(vendor_id, '', mode));

-- What stands in a sealed key store cannot be read here; the room fills it in when it looks at it.
INSERT INTO certificate (id, connection_id, vendor_id, mode, state, sealed_key_store,
  sealed_password, fingerprint, subject, issuer, serial, not_before, not_after, added_at, since)
SELECT 'crt_' || substr(id, 5), id, vendor_id, mode, 'CURRENT', sealed_key_store, sealed_password,
  '', '', '', '', created_at, certificate_expires_at, created_at, created_at
FROM connection;
ALTER TABLE connection
  DROP COLUMN sealed_key_store,
  DROP COLUMN sealed_password,
  ADD COLUMN organisation_number text;

ALTER TABLE lane
  ADD COLUMN identity text REFERENCES certificate (id),
  ADD COLUMN changing_to text REFERENCES certificate (id);
UPDATE lane SET identity = 'crt_' || substr(connection_id, 5);
ALTER TABLE lane ALTER COLUMN identity SET NOT NULL;
COMMENT ON COLUMN lane.identity IS 'the certificate that its calls go out with';
COMMENT ON COLUMN lane.changing_to IS 'no slot is given; this certificate comes into force once the last answer is there';

ALTER TABLE job ADD COLUMN identity text;
COMMENT ON COLUMN job.identity IS 'the certificate that the last slot was given for';
ALTER TABLE attempt ADD COLUMN identity text;
COMMENT ON COLUMN attempt.identity IS 'the certificate that the slot was given for; null for those before there was a choice';
