-- Calls out of turn leave every tenant that waits a part of its own share, not a part of the lane.
ALTER TABLE lane ADD COLUMN vguaranteed bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN lane.vguaranteed IS
  'virtual time below which nobody waits while others are called out of turn';
