-- What the message itself called the transfer: SHS labels do, and support may ask for it.
ALTER TABLE exchange ADD COLUMN sent_tx_id text;
CREATE INDEX exchange_by_sent_tx_id ON exchange (sent_tx_id) WHERE sent_tx_id IS NOT NULL;
