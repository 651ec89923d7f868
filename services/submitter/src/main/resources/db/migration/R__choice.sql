-- What goes in a lane's slot that opens then: one rule, for who takes the slot and for who prepares
-- it. Locks nothing.
--
-- In turn goes the tenant with the least virtual time. Out of turn go documents in doubt whose wait
-- is over, then tenants that are urgent, the earliest date first; as long as nobody who waits has
-- fallen below the part of its share that they leave it, or their own part of the lane lasts, and
-- nobody who is new in the queue has waited for half a round.
--
-- Inside a tenant the earliest date goes first, and what has no date in order of arrival. Among
-- dates that are close, those that can still be met; now and then the oldest one, so that what is
-- late goes too.
CREATE OR REPLACE FUNCTION choose(
  l lane, opens timestamptz, urgent_permille int,
  OUT submission text, OUT tenant text, OUT in_doubt boolean, OUT in_turn boolean)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  fair flow%ROWTYPE;
  chosen flow%ROWTYPE;
  newcomer flow%ROWTYPE;
BEGIN
  in_doubt := false;
  in_turn := true;
  SELECT * INTO fair FROM flow
  WHERE flow.connection_id = l.connection_id AND flow.queued > 0
  ORDER BY flow.vstart, flow.turn, flow.tenant_id LIMIT 1;
  IF fair.tenant_id IS NULL OR fair.vstart >= l.vguaranteed
     OR l.urgent_balance >= 1000 - urgent_permille THEN
    SELECT job.submission_id, job.tenant_id INTO submission, tenant FROM job
    WHERE job.connection_id = l.connection_id AND job.state = 'IN_DOUBT'
      AND job.not_before <= opens
    ORDER BY job.not_before LIMIT 1;
    in_doubt := submission IS NOT NULL;
    IF NOT in_doubt THEN
      SELECT * INTO chosen FROM flow
      WHERE flow.connection_id = l.connection_id AND flow.queued > 0 AND flow.urgent
        AND flow.earliest > opens
      ORDER BY flow.earliest, flow.vstart LIMIT 1;
    END IF;
    in_turn := fair.tenant_id IS NULL
      OR NOT in_doubt AND coalesce(chosen.tenant_id, fair.tenant_id) = fair.tenant_id;
    IF NOT in_turn THEN
      SELECT * INTO newcomer FROM flow
      WHERE flow.connection_id = l.connection_id AND flow.queued > 0 AND flow.turn <= flow.came
        AND flow.came <= l.slots - l.weights / 2 AND flow.vstart <= l.vclock
      ORDER BY flow.came LIMIT 1;
    END IF;
    IF newcomer.tenant_id IS NOT NULL THEN
      chosen := newcomer;
      in_turn := true;
      in_doubt := false;
      submission := NULL;
    ELSIF in_doubt THEN
      RETURN;
    END IF;
  END IF;
  IF chosen.tenant_id IS NULL THEN
    chosen := fair;
  END IF;
  IF chosen.tenant_id IS NULL THEN
    RETURN;
  END IF;
  tenant := chosen.tenant_id;
  IF chosen.urgent AND l.slots % 16 <> 0 THEN
    SELECT job.submission_id INTO submission FROM job
    WHERE job.connection_id = l.connection_id AND job.tenant_id = tenant
      AND job.state = 'QUEUED' AND job.needed_by > opens
    ORDER BY job.needed_by, job.position LIMIT 1;
  END IF;
  IF submission IS NULL THEN
    SELECT job.submission_id INTO submission FROM job
    WHERE job.connection_id = l.connection_id AND job.tenant_id = tenant AND job.state = 'QUEUED'
    ORDER BY job.needed_by, job.position LIMIT 1;
  END IF;
END $$;
