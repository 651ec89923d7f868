-- Who has yet to sign is kept from the start: empty now means that all have.
SELECT set_config('sluss.actor', 'system', true);
UPDATE submission SET missing_roles = required_roles
WHERE state IN ('ACCEPTED', 'AWAITING_SIGNATURE') AND missing_roles = ''
  AND NOT EXISTS (SELECT FROM submission_history
    WHERE submission_id = submission.id AND code = 'SIGNED');
