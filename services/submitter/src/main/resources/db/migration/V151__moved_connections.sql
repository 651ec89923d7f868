ALTER TABLE connection ADD COLUMN moved_at timestamptz;
COMMENT ON COLUMN connection.moved_at IS
  'when its address changed last; what was proved at another one does not count';
