-- The authority's test environment is for connection tests alone: so many calls a day of one vendor
-- to one service. Written by each replica when it starts, from its settings; what stands here first
-- holds until then.
CREATE TABLE test_environment (
  only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  hosts text[] NOT NULL,
  calls_a_day int NOT NULL CHECK (calls_a_day > 0)
);
INSERT INTO test_environment (hosts, calls_a_day)
VALUES ('{shsref.forsakringskassan.se,shsext.forsakringskassan.se}', 20);

ALTER TABLE lane ADD COLUMN rests_until timestamptz;
COMMENT ON COLUMN lane.rests_until IS
  'no slot is given before: the calls of the day to the test environment are made';
