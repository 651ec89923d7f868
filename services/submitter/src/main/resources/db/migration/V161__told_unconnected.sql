-- Told a place in a lane, and without one now: the last of each tenant is told so.
CREATE INDEX job_told_unconnected ON job (tenant_id, service, mode, needed_by, position)
  WHERE connection_id IS NULL AND told_start IS NOT NULL AND state = 'QUEUED';
