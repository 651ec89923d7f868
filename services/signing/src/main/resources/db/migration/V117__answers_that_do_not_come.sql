-- BankID does not know the order any more, and whoever asked before may still hold its answer.
-- Since when BankID has given no readable answer, for whoever waits before the page.
ALTER TABLE signing_order
  ADD COLUMN found_gone boolean NOT NULL DEFAULT false,
  ADD COLUMN unanswered_since timestamptz;
