-- A vendor's part of a lane that is lent, as a lane of its own: its pace is the lane's, divided by
-- the vendors that wait.
CREATE OR REPLACE FUNCTION within(l lane, g guest) RETURNS lane
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  l.agreed_micros := l.agreed_micros * greatest(l.weights, 1);
  l.slow_micros := l.slow_micros * greatest(l.weights, 1);
  l.vendor_id := g.vendor_id;
  l.vclock := g.vclock;
  l.vguaranteed := g.vguaranteed;
  l.weights := g.weights;
  l.urgent_balance := g.urgent_balance;
  l.slots := g.slots;
  RETURN l;
END $$;

-- A lane, or a vendor's part of it, after one call of who started at that virtual time.
CREATE OR REPLACE FUNCTION after_call(
  l lane, started bigint, in_turn boolean, in_doubt boolean, urgent_permille int) RETURNS lane
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
  l.vguaranteed := greatest(l.vguaranteed, l.vclock)
    + (1000 - urgent_permille) * 1000 / greatest(l.weights, 1);
  IF in_turn AND NOT in_doubt THEN
    l.vclock := greatest(l.vclock, started);
  END IF;
  l.urgent_balance := CASE WHEN in_turn
    THEN least(l.urgent_balance + urgent_permille, 2000)
    ELSE greatest(l.urgent_balance - (1000 - urgent_permille), 0) END;
  l.slots := l.slots + 1;
  RETURN l;
END $$;

-- What goes in a lane's slot that opens then: one rule, for who takes the slot and for who prepares
-- it. Locks nothing.
--
-- In a lane that is lent, vendors take turns first: in turn goes the one with the least virtual
-- time, whatever its tenants weigh and however many they are. Out of turn go documents in doubt
-- whose wait is over; dates do not, since nobody borrows from a stranger. All that follows is inside
-- that vendor.
--
-- In turn goes the tenant with the least virtual time. Out of turn go documents in doubt whose wait
-- is over, then tenants that are urgent, the earliest date first; as long as nobody who waits has
-- fallen below the part of its share that they leave it, or their own part of the lane lasts, and
-- nobody who is new in the queue has waited for half a round.
--
-- Inside a tenant the earliest date goes first, and what has no date in order of arrival. Among
-- dates that are close, those that can still be met; now and then the oldest one, so that what is
-- late goes too.
DROP FUNCTION IF EXISTS choose(lane, timestamptz, int);
CREATE FUNCTION choose(
  l lane, opens timestamptz, urgent_permille int,
  OUT submission text, OUT tenant text, OUT in_doubt boolean, OUT in_turn boolean,
  OUT vendor text, OUT vendor_in_turn boolean)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
  g guest%ROWTYPE;
  new_vendor guest%ROWTYPE;
  fair flow%ROWTYPE;
  chosen flow%ROWTYPE;
  newcomer flow%ROWTYPE;
BEGIN
  in_doubt := false;
  in_turn := true;
  vendor := l.vendor_id;
  vendor_in_turn := true;
  IF l.lent THEN
    SELECT guest.* INTO g FROM guest
    CROSS JOIN LATERAL (
      SELECT FROM flow
      WHERE flow.connection_id = guest.connection_id AND flow.vendor_id = guest.vendor_id
        AND flow.queued > 0
      LIMIT 1) AS waiting
    WHERE guest.connection_id = l.connection_id AND guest.ended_at IS NULL
    ORDER BY guest.vstart, guest.turn, guest.vendor_id LIMIT 1;
    IF g.vendor_id IS NULL OR g.vstart >= l.vguaranteed
       OR l.urgent_balance >= 1000 - urgent_permille THEN
      SELECT job.submission_id, job.tenant_id, job.vendor_id INTO submission, tenant, vendor
      FROM job
      WHERE job.connection_id = l.connection_id AND job.state = 'IN_DOUBT'
        AND job.not_before <= opens
      ORDER BY job.not_before LIMIT 1;
      IF submission IS NOT NULL THEN
        SELECT guest.* INTO new_vendor FROM guest
        CROSS JOIN LATERAL (
          SELECT FROM flow
          WHERE flow.connection_id = guest.connection_id AND flow.vendor_id = guest.vendor_id
            AND flow.queued > 0
          LIMIT 1) AS waiting
        WHERE guest.connection_id = l.connection_id AND guest.ended_at IS NULL
          AND guest.turn <= guest.came AND guest.came <= l.slots - l.weights / 2
          AND guest.vstart <= l.vclock
        ORDER BY guest.came LIMIT 1;
        IF new_vendor.vendor_id IS NULL THEN
          in_doubt := true;
          vendor_in_turn := false;
          in_turn := NOT EXISTS (
            SELECT FROM flow
            WHERE flow.connection_id = l.connection_id AND flow.vendor_id = vendor
              AND flow.queued > 0);
          RETURN;
        END IF;
        g := new_vendor;
        submission := NULL;
        tenant := NULL;
      END IF;
    END IF;
    IF g.vendor_id IS NULL THEN
      RETURN;
    END IF;
    vendor := g.vendor_id;
    l := within(l, g);
  END IF;
  SELECT * INTO fair FROM flow
  WHERE flow.connection_id = l.connection_id AND flow.vendor_id = l.vendor_id AND flow.queued > 0
  ORDER BY flow.vstart, flow.turn, flow.tenant_id LIMIT 1;
  IF fair.tenant_id IS NULL OR fair.vstart >= l.vguaranteed
     OR l.urgent_balance >= 1000 - urgent_permille THEN
    SELECT job.submission_id, job.tenant_id INTO submission, tenant FROM job
    WHERE job.connection_id = l.connection_id AND job.vendor_id = l.vendor_id
      AND job.state = 'IN_DOUBT' AND job.not_before <= opens
    ORDER BY job.not_before LIMIT 1;
    in_doubt := submission IS NOT NULL;
    IF NOT in_doubt THEN
      SELECT * INTO chosen FROM flow
      WHERE flow.connection_id = l.connection_id AND flow.vendor_id = l.vendor_id
        AND flow.queued > 0 AND flow.urgent AND flow.earliest > opens
      ORDER BY flow.earliest, flow.vstart LIMIT 1;
    END IF;
    in_turn := fair.tenant_id IS NULL
      OR NOT in_doubt AND coalesce(chosen.tenant_id, fair.tenant_id) = fair.tenant_id;
    IF NOT in_turn THEN
      SELECT * INTO newcomer FROM flow
      WHERE flow.connection_id = l.connection_id AND flow.vendor_id = l.vendor_id
        AND flow.queued > 0 AND flow.turn <= flow.came
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
