-- Many deliveries sent once more, a few at a time.
CREATE TABLE webhook_replay (
  id          text PRIMARY KEY,
  vendor_id   text NOT NULL,
  tenant_id   text,
  mode        text NOT NULL,
  endpoint_id text NOT NULL REFERENCES webhook_endpoint (id),
  kind        text NOT NULL CHECK (kind IN ('FAILED', 'MISSING')),
  since       timestamptz NOT NULL,
  until       timestamptz NOT NULL,
  status      text NOT NULL CHECK (status IN ('RUNNING', 'DONE', 'STOPPED')),
  planned     integer NOT NULL DEFAULT 0,
  place_at    timestamptz NOT NULL,         -- the last one that was planned, and what tells it from others of that time
  place_tie   text NOT NULL,
  created_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK ((status = 'RUNNING') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX webhook_replay_one ON webhook_replay (endpoint_id) WHERE status = 'RUNNING';
CREATE INDEX webhook_replay_list ON webhook_replay (endpoint_id, created_at DESC, id DESC);
ALTER TABLE webhook_replay ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_replay FORCE ROW LEVEL SECURITY;
CREATE POLICY webhook_replay_wall ON webhook_replay
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

ALTER TABLE webhook_delivery ADD COLUMN replay_id text REFERENCES webhook_replay (id);
CREATE INDEX webhook_delivery_replay ON webhook_delivery (replay_id, status) WHERE replay_id IS NOT NULL;
CREATE INDEX webhook_delivery_replayed ON webhook_delivery (event_id, endpoint_id) WHERE kind = 'REPLAY';
CREATE INDEX public_event_happened ON public_event (vendor_id, mode, happened_at, position);
