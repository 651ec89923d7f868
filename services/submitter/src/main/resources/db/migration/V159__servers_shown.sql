-- When a server's certificate was taken up last: going back to an older one is a change, too.
ALTER TABLE server_certificate ADD COLUMN shown_at timestamptz;
