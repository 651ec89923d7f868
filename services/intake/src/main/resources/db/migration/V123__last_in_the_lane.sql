-- Which of a tenant's documents goes last, and whether its lane stands still: what tells when all of
-- a month are gone.
ALTER TABLE submission
  ADD COLUMN queue_turn bigint,
  ADD COLUMN queue_stands_still text;
CREATE INDEX submission_last_in_lane
  ON submission (vendor_id, mode, tenant_id, service, needed_by DESC, queue_turn DESC NULLS LAST)
  WHERE state = 'QUEUED';
