-- What a submission came with: the version of the interface, its sender's own reference, what was
-- told of it, and whom it is about, by keyed hashes alone. Without subject: handed in before this.
ALTER TABLE submission
  ADD COLUMN interface_version text NOT NULL DEFAULT '1',
  ADD COLUMN reference text,
  ADD COLUMN warnings text NOT NULL DEFAULT '',
  ADD COLUMN person_key text,
  ADD COLUMN assistant_key text,
  ADD COLUMN month text;
CREATE INDEX submission_of_person ON submission (tenant_id, mode, person_key, assistant_key, month);
CREATE INDEX submission_by_reference ON submission (tenant_id, mode, reference)
  WHERE reference IS NOT NULL;
