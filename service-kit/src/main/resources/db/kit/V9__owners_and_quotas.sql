-- What was set for vendors and tenants, as told by intake; whoever is not here has the defaults. Read
-- before it is known who asks, as are the clients.
CREATE TABLE api_owner (
  id text PRIMARY KEY,
  status text NOT NULL DEFAULT 'ACTIVE',
  requests_per_minute integer,
  language text
);

-- Requests of the present minute by client, tenant and vendor. A count is no promise: it is not
-- logged, and begins anew after a crash of the database.
CREATE UNLOGGED TABLE quota_window (
  subject text PRIMARY KEY,
  number bigint NOT NULL,
  granted integer NOT NULL,
  used integer NOT NULL
) WITH (fillfactor = 50);
