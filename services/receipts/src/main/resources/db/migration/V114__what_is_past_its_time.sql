-- Events are forgotten by age, with their deliveries, whatever these are for.
CREATE INDEX public_event_age ON public_event (happened_at, position);
CREATE INDEX webhook_delivery_event ON webhook_delivery (event_id);
