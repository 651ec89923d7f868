-- A client's key may end, and one before it may last for a while beside it.
ALTER TABLE client
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN old_key_hint text,
  ADD COLUMN old_key_until timestamptz;
