-- Receipts, the event list, webhook endpoints and their deliveries.

CREATE TABLE receipt (
  id                 text PRIMARY KEY,
  submission_id      text NOT NULL UNIQUE,
  vendor_id          text NOT NULL,
  tenant_id          text NOT NULL,
  mode               text NOT NULL,
  service            text NOT NULL,
  document_id        text NOT NULL,
  outcome            text NOT NULL CHECK (outcome IN ('RECEIVED', 'REFUSED')),
  tx_id              text,
  refusal_reason     text,
  sealed_message     bytea,
  sealed_response    bytea NOT NULL,
  connection_id      text NOT NULL,
  attempt_id         text NOT NULL,
  attempt_number     integer NOT NULL,
  answered_at        timestamptz NOT NULL,
  stored_at          timestamptz NOT NULL,
  origin_traceparent text NOT NULL,
  CHECK ((outcome = 'RECEIVED') = (tx_id IS NOT NULL)),
  CHECK ((outcome = 'REFUSED') = (refusal_reason IS NOT NULL AND sealed_message IS NOT NULL))
);
CREATE INDEX receipt_list ON receipt (vendor_id, mode, stored_at DESC, id DESC);
ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY receipt_wall ON receipt
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- A receipt is final: whoever tries to change one has a fault.
CREATE FUNCTION receipt_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a receipt is final' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER receipt_is_final BEFORE UPDATE ON receipt FOR EACH ROW EXECUTE FUNCTION receipt_stays();

-- Numbers the events of one submission; the row is the lock that keeps the numbers without gaps.
CREATE TABLE submission_sequence (
  submission_id text PRIMARY KEY,
  vendor_id     text NOT NULL,
  tenant_id     text NOT NULL,
  mode          text NOT NULL,
  last          bigint NOT NULL
) WITH (fillfactor = 70);
ALTER TABLE submission_sequence ENABLE ROW LEVEL SECURITY;
ALTER TABLE submission_sequence FORCE ROW LEVEL SECURITY;
CREATE POLICY submission_sequence_wall ON submission_sequence
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- Read in the order (written_in, position), and only below the oldest transaction that may still
-- write: positions are given before commit, so that the order of positions alone would skip rows.
CREATE TABLE public_event (
  position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  written_in    xid8 NOT NULL DEFAULT pg_current_xact_id(),
  id            text NOT NULL UNIQUE,
  vendor_id     text NOT NULL,
  tenant_id     text,
  mode          text NOT NULL,
  type          text NOT NULL,
  submission_id text,
  sequence      bigint,
  body          bytea NOT NULL,
  happened_at   timestamptz NOT NULL,
  traceparent   text NOT NULL,
  UNIQUE (submission_id, sequence)
);
CREATE INDEX public_event_list ON public_event (vendor_id, mode, written_in, position);
ALTER TABLE public_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE public_event FORCE ROW LEVEL SECURITY;
CREATE POLICY public_event_wall ON public_event
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

CREATE TABLE webhook_endpoint (
  id            text PRIMARY KEY,
  version       bigint NOT NULL,
  vendor_id     text NOT NULL,
  tenant_id     text,                       -- absent for the vendor's own endpoints
  mode          text NOT NULL,
  url           text NOT NULL,
  event_types   text[] NOT NULL,
  tenant_ids    text[],                     -- absent: all tenants that the owner may see
  status        text NOT NULL CHECK (status IN ('PENDING_TEST', 'ACTIVE', 'DISABLED', 'DELETED')),
  sealed_secret bytea NOT NULL,
  concurrency   integer NOT NULL CHECK (concurrency > 0),
  created_at    timestamptz NOT NULL,
  status_since  timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX webhook_endpoint_list ON webhook_endpoint (vendor_id, mode, created_at DESC, id DESC);
ALTER TABLE webhook_endpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_endpoint FORCE ROW LEVEL SECURITY;
CREATE POLICY webhook_endpoint_wall ON webhook_endpoint
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

-- vendor_id, tenant_id and mode are the endpoint's: who sees the endpoint sees its deliveries.
CREATE TABLE webhook_delivery (
  id          text PRIMARY KEY,
  vendor_id   text NOT NULL,
  tenant_id   text,
  mode        text NOT NULL,
  endpoint_id text NOT NULL REFERENCES webhook_endpoint (id),
  event_id    text NOT NULL REFERENCES public_event (id),
  kind        text NOT NULL CHECK (kind IN ('EVENT', 'TEST', 'REPLAY')),
  status      text NOT NULL CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED', 'EXHAUSTED')),
  attempts    integer NOT NULL DEFAULT 0,
  due_at      timestamptz,
  lease_until timestamptz,
  attempt_id  text,                         -- the attempt that holds the lease
  created_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  CHECK ((status = 'PENDING') = (due_at IS NOT NULL)),
  CHECK ((status = 'PENDING') = (ended_at IS NULL))
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (event_id, endpoint_id) WHERE kind = 'EVENT';
CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, due_at) WHERE status = 'PENDING';
CREATE INDEX webhook_delivery_list ON webhook_delivery (endpoint_id, created_at DESC, id DESC);
ALTER TABLE webhook_delivery ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_delivery FORCE ROW LEVEL SECURITY;
CREATE POLICY webhook_delivery_wall ON webhook_delivery
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));

CREATE TABLE webhook_attempt (
  id          text PRIMARY KEY,
  vendor_id   text NOT NULL,
  tenant_id   text,
  mode        text NOT NULL,
  delivery_id text NOT NULL REFERENCES webhook_delivery (id),
  number      integer NOT NULL,
  started_at  timestamptz NOT NULL,
  outcome     text CHECK (outcome IN ('DELIVERED', 'GONE', 'OVERLOADED', 'FAILED', 'LOST')),
  reason      text,
  status      integer,
  took_millis bigint,
  answer      bytea CHECK (length(answer) <= 2048),
  UNIQUE (delivery_id, number)
);
ALTER TABLE webhook_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE webhook_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY webhook_attempt_wall ON webhook_attempt
  USING (sluss_sees(vendor_id, tenant_id, mode)) WITH CHECK (sluss_sees(vendor_id, tenant_id, mode));
