-- An endpoint's next deliveries are read off the index, however many are due at the same time.
CREATE INDEX webhook_delivery_next ON webhook_delivery (endpoint_id, due_at, id) WHERE status = 'PENDING';
DROP INDEX webhook_delivery_due;
-- An attempt's end is written beside its beginning, without touching an index.
ALTER TABLE webhook_attempt SET (fillfactor = 70);
