-- What an order signed is told when it ends.
CREATE INDEX signature_order ON signature (order_id) WHERE order_id IS NOT NULL;
