-- By when the authority must have the document; empty when nobody said so.
ALTER TABLE submission ADD COLUMN needed_by timestamptz;
