-- BankID was asked how the order stands, and what it answered is not kept. Set before the call,
-- cleared with its outcome: a final answer is given once, and is lost with whoever got it.
ALTER TABLE signing_order ADD COLUMN answer_awaited boolean NOT NULL DEFAULT false;
