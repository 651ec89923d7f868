-- A receipt may say that a person decided. It has no answer of the authority's: no call, no raw
-- bytes, no words of refusal, but who decided and why.
ALTER TABLE receipt
  ADD COLUMN source text NOT NULL DEFAULT 'AUTHORITY' CHECK (source IN ('AUTHORITY', 'OPERATOR')),
  ADD COLUMN resolution_reason text,
  ADD COLUMN resolved_by text,
  ALTER COLUMN sealed_response DROP NOT NULL,
  ALTER COLUMN attempt_id DROP NOT NULL,
  ALTER COLUMN attempt_number DROP NOT NULL,
  DROP CONSTRAINT receipt_check1,
  ADD CONSTRAINT receipt_refusal CHECK ((outcome = 'REFUSED' AND source = 'AUTHORITY')
    = (refusal_reason IS NOT NULL AND sealed_message IS NOT NULL)),
  ADD CONSTRAINT receipt_answer CHECK ((source = 'AUTHORITY')
    = (sealed_response IS NOT NULL AND attempt_id IS NOT NULL AND attempt_number IS NOT NULL)),
  ADD CONSTRAINT receipt_resolution CHECK ((source = 'OPERATOR')
    = (resolution_reason IS NOT NULL AND resolved_by IS NOT NULL));
