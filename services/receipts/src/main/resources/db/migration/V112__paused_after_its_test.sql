-- Its owner wants a disabled endpoint paused, and not active, once a test has succeeded there.
ALTER TABLE webhook_endpoint ADD COLUMN paused_after_test boolean NOT NULL DEFAULT false;
