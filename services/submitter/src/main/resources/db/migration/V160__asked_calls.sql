-- What is asked in an attempt's slot, by the columns of its row in the archive, so its digest and
-- where it goes, never the message: written with the slot, gone with the attempt's end, and archived
-- when its sender is lost.
ALTER TABLE attempt ADD COLUMN asked jsonb;
