-- Events that were applied here, kept longer than the broker keeps them.
CREATE TABLE inbox (
  event_id text NOT NULL,
  event_time timestamptz NOT NULL,
  PRIMARY KEY (event_id, event_time)
) PARTITION BY RANGE (event_time);
CREATE TABLE inbox_rest PARTITION OF inbox DEFAULT;
