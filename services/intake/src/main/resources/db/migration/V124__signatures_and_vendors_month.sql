-- The SHA-256 of the signatures that a document came with; empty when it came with none, and for
-- what was handed in before this was kept.
ALTER TABLE submission ADD COLUMN signatures_sha256 text;

-- A vendor that names no tenant: its month in the order of the table, and its lists by person.
CREATE INDEX submission_of_vendors_month
  ON submission (vendor_id, mode, month, person_key, assistant_key, id) WHERE month IS NOT NULL;
CREATE INDEX submission_of_vendors_person
  ON submission (vendor_id, mode, person_key, created_at, id) WHERE person_key IS NOT NULL;
