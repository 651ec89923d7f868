-- Events on their way out. Rows are never updated; partitions go when the relay is past them.
CREATE TABLE outbox (
  position bigint GENERATED ALWAYS AS IDENTITY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  event_id text NOT NULL,
  type text NOT NULL,
  key text NOT NULL,
  data bytea NOT NULL,
  traceparent text NOT NULL,
  origin text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
) PARTITION BY RANGE (created_at);
-- What is sealed does not compress.
ALTER TABLE outbox ALTER COLUMN data SET STORAGE EXTERNAL;
CREATE INDEX outbox_by_transaction ON outbox (xid, position);
CREATE TABLE outbox_rest PARTITION OF outbox DEFAULT;

-- How far the relay is: it sends the rows of the transactions from "low" up to "high" in the order
-- of their positions, and is past "position" among them. The epoch fences a relay that lost its
-- lease.
CREATE TABLE relay_cursor (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  low xid8 NOT NULL,
  high xid8 NOT NULL,
  position bigint NOT NULL,
  epoch bigint NOT NULL,
  lease_until timestamptz NOT NULL
) WITH (fillfactor = 10);
INSERT INTO relay_cursor (low, high, position, epoch, lease_until) VALUES ('0', '0', 0, 0, '-infinity');
