-- Which report of its person, assistant and month it is, so that of two that come at the same time
-- one is judged again; empty for one that came with a warning of another, for notifications, and
-- for what was handed in before this was kept.
ALTER TABLE submission ADD COLUMN report_number integer;

CREATE UNIQUE INDEX submission_once_per_report_number
  ON submission (tenant_id, mode, person_key, assistant_key, month, report_number);
DROP INDEX submission_of_person;
