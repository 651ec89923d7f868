-- Which door showed a server's certificate: the first one at another address is no change.
SELECT set_config('sluss.actor', 'system', true);
ALTER TABLE server_certificate ADD COLUMN door text;
COMMENT ON COLUMN server_certificate.door IS 'host and port; null for those that were noted before a move could be told';
UPDATE server_certificate SET door = lower(substring(connection.address FROM '^https://([^/]+)'))
FROM connection
WHERE connection.id = server_certificate.connection_id AND connection.moved_at IS NULL;
