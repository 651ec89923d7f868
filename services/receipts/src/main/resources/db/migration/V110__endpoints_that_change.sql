-- Endpoints can be changed, paused, rate-limited and given new keys; those that fail are watched.
ALTER TABLE webhook_endpoint
  DROP CONSTRAINT webhook_endpoint_status_check,
  ADD CONSTRAINT webhook_endpoint_status_check
    CHECK (status IN ('PENDING_TEST', 'ACTIVE', 'PAUSED', 'DISABLED', 'DELETED')),
  ADD COLUMN status_reason text CHECK (status_reason IN ('GONE', 'FAILED_TOO_LONG', 'URL_CHANGED')),
  -- The keys before the last rotation: they go on signing until then.
  ADD COLUMN old_sealed_secret bytea,
  ADD COLUMN old_public_key text,
  ADD COLUMN old_secret_until timestamptz,
  ADD COLUMN public_key text,               -- absent without asymmetric signatures
  ADD COLUMN max_per_second integer CHECK (max_per_second BETWEEN 1 AND 200),
  ADD COLUMN claimed_at timestamptz,        -- when a delivery was last taken, by the database's clock
  ADD COLUMN claims timestamptz[] NOT NULL DEFAULT '{}',  -- those of the last second, of a rate-limited one
  -- Since the last success: the first failure, its event, the first failure of another event, the
  -- last failure, whether two events failed far enough apart, and how often that was told.
  ADD COLUMN failing_since timestamptz,
  ADD COLUMN failing_event text,
  ADD COLUMN other_failed_at timestamptz,
  ADD COLUMN last_failed_at timestamptz,
  ADD COLUMN failed_apart boolean NOT NULL DEFAULT false,
  ADD COLUMN failing_told integer NOT NULL DEFAULT 0,
  ADD CONSTRAINT webhook_endpoint_old_secret
    CHECK ((old_sealed_secret IS NULL) = (old_secret_until IS NULL));
CREATE INDEX webhook_endpoint_failing ON webhook_endpoint (failing_since)
  WHERE status = 'ACTIVE' AND failing_since IS NOT NULL;

-- What is held, and tests, are found without reading an endpoint's backlog.
CREATE INDEX webhook_delivery_held ON webhook_delivery (endpoint_id) WHERE lease_until IS NOT NULL;
-- Of an endpoint's tests one is pending at a time; of those that are, the newest goes on.
SELECT set_config('sluss.actor', 'system', true);
UPDATE webhook_delivery d SET status = 'FAILED', due_at = NULL, lease_until = NULL, ended_at = clock_timestamp()
  WHERE d.kind = 'TEST' AND d.status = 'PENDING' AND EXISTS (
    SELECT FROM webhook_delivery n WHERE n.endpoint_id = d.endpoint_id AND n.kind = 'TEST'
      AND n.status = 'PENDING' AND n.id > d.id);
CREATE UNIQUE INDEX webhook_delivery_test ON webhook_delivery (endpoint_id) WHERE status = 'PENDING' AND kind = 'TEST';
