-- The one rule of every table that holds tenants' rows: the room itself sees all; a caller sees
-- rows of its vendor and mode, and of its tenant when it acts for one; without settings nothing.
CREATE FUNCTION sluss_sees(vendor text, tenant text, mode text) RETURNS boolean
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(
    current_setting('sluss.actor', true) = 'system'
    OR (vendor = nullif(current_setting('sluss.vendor', true), '')
        AND mode = nullif(current_setting('sluss.mode', true), '')
        AND (coalesce(current_setting('sluss.tenant', true), '') = ''
             OR tenant = current_setting('sluss.tenant', true))),
    false);
