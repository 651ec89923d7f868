-- By when the authority must have the document; empty when nobody said so.
ALTER TABLE signable ADD COLUMN needed_by timestamptz;
