-- What was told last of the lane beside the expected time: why it stands still, or that it runs.
ALTER TABLE job ADD COLUMN told_standing text;
