-- A clock that the trace turns. It stands before the server's own in the search path, so that the
-- submitter's functions read it unchanged, at intervals as they are in production.
CREATE SCHEMA bench;
GRANT USAGE ON SCHEMA bench TO PUBLIC;
CREATE FUNCTION bench.clock_timestamp() RETURNS timestamptz
LANGUAGE sql STABLE
RETURN current_setting('bench.now')::timestamptz;
ALTER ROLE sluss_submitter SET search_path = submitter, bench, pg_catalog;
