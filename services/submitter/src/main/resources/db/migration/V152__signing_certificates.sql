-- A connection may have a certificate for signing beside the one for TLS. Nothing is sent with it, so
-- it comes into force when it is stored, without a proof.
ALTER TABLE certificate
  ADD COLUMN purpose text NOT NULL DEFAULT 'TLS' CHECK (purpose IN ('TLS', 'SIGNING')),
  ADD CHECK (purpose = 'TLS' OR state <> 'NEXT');
DROP INDEX certificate_current;
CREATE UNIQUE INDEX certificate_current ON certificate (connection_id, purpose)
  WHERE state = 'CURRENT';
