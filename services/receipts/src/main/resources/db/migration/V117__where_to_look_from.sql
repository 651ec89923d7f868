-- Where an endpoint's pending deliveries begin, and when they were last looked through from the very
-- first. What has been delivered stays in the index until the next vacuum, and a claim would read it
-- all.
ALTER TABLE webhook_endpoint
  ADD COLUMN first_due_at timestamptz,
  ADD COLUMN looked_through_at timestamptz;
CREATE INDEX webhook_delivery_in_flight ON webhook_delivery (endpoint_id, due_at, id)
  WHERE lease_until IS NOT NULL;
DROP INDEX webhook_delivery_held;
