-- How often a package could not be made: it is tried again, at widening intervals, until it is.
ALTER TABLE evidence_package ADD COLUMN failures integer NOT NULL DEFAULT 0;
