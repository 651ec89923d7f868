-- Which orders run: looked at whenever another is opened, since a document is in one at a time.
CREATE INDEX signing_order_open ON signing_order (tenant_id, mode) WHERE finished_at IS NULL;
