-- A signature that a document came with was made by no order of ours.
ALTER TABLE signature ALTER COLUMN order_id DROP NOT NULL;
