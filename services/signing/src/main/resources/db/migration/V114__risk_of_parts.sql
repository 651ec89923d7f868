-- BankID's assessment of the risk of each part that is signed, in order; empty text where it was
-- not asked for or not given.
ALTER TABLE signing_order ADD COLUMN part_risks text[] NOT NULL DEFAULT '{}';
