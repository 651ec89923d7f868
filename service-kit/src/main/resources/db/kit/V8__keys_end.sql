-- A key may end; a client has two while it changes from one to the other. The last use is noted once a
-- minute, in the room that was called.
ALTER TABLE api_client
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN last_used_at timestamptz;
