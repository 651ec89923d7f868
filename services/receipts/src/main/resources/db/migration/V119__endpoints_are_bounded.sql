-- Endpoints that are there, without reading those that were deleted, which stay for their deliveries.
CREATE INDEX webhook_endpoint_there ON webhook_endpoint (vendor_id) WHERE status <> 'DELETED';

-- How many a vendor has in a mode with all its tenants, whatever part of them the caller sees. Until
-- the transaction ends nobody else adds one, so that two never take the same last place.
CREATE FUNCTION webhook_endpoints_there(vendor text, of_mode text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  asked_by text := current_setting('sluss.actor', true);
  found bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('webhook_endpoint'), hashtext(vendor));
  PERFORM set_config('sluss.actor', 'system', true);
  SELECT count(*) INTO found FROM webhook_endpoint e
    WHERE e.vendor_id = vendor AND e.mode = of_mode AND e.status <> 'DELETED';
  PERFORM set_config('sluss.actor', coalesce(asked_by, ''), true);
  RETURN found;
END
$$;
