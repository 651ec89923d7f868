-- Takes slots for a set of lanes: for each lane, the row is locked first (one that somebody else
-- holds is passed by and missing in the answer), the clock is read after that, and only when the
-- lane is due, runs and has a job, the job becomes SENDING, the attempt is written, and the lane is
-- booked until the end of the window plus interval and guard. A slot may be taken up to "lead"
-- before it opens. Whoever goes pays with its tenant's virtual time. A slot is for the certificate
-- that is in force, which "identity" of the job says; none is given while another is to come into
-- force. A lane that leads to the authority's test environment, and has made its calls of the day,
-- rests until the next. What would be asked, where the message is ready, is kept with the attempt if
-- its document is the one that goes. Over a fresh way, which nothing was answered over yet, nobody
-- knows how quick it is: what learn_from_answers took off for the quickest is waited for, no longer
-- than the full guard.
CREATE OR REPLACE FUNCTION claim_slots(
  asked_lanes text[], asked_attempts text[], asked_calls jsonb[], by_replica text, lead bigint,
  width bigint, lost_after bigint, most_in_flight int, urgent_permille int, most_borrowed int,
  clocks bigint)
RETURNS TABLE (
  claimed_lane text, verdict text, wait_micros bigint, read_at timestamptz, slot_at timestamptz,
  taken job)
LANGUAGE plpgsql
AS $$
#variable_conflict use_column
DECLARE
  asked record;
  l lane%ROWTYPE;
  c ceiling%ROWTYPE;
  f flow%ROWTYPE;
  g guest%ROWTYPE;
  part lane%ROWTYPE;
  paid lane%ROWTYPE;
  choice record;
  opens timestamptz;
  pace bigint;
  could_since timestamptz;
  late bigint;
  bound int;
  fresh boolean;
BEGIN
  PERFORM set_config('synchronous_commit', 'on', true);
  -- A process that is frozen between this and its commit must not keep other replicas waiting.
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  PERFORM quarantine_after_failover(width, clocks);
  FOR asked IN
    SELECT * FROM unnest(asked_lanes, asked_attempts, asked_calls) AS wish (id, attempt, call)
  LOOP
    SELECT * INTO l FROM lane WHERE connection_id = asked.id FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND;
    claimed_lane := l.connection_id;
    read_at := clock_timestamp();
    fresh := coalesce((asked.call ->> 'fresh')::boolean, false);
    opens := greatest(
      l.next_at + CASE WHEN fresh THEN micros(least(coalesce(l.quickest_micros, 0), l.guard_most_micros))
                       ELSE '0' END,
      read_at);
    wait_micros := 0;
    slot_at := NULL;
    taken := NULL;
    IF l.changing_to IS NOT NULL OR l.rests_until > read_at
       OR NOT (l.state = 'RUNNING' OR l.state = 'STOPPED' AND l.try_at <= read_at) THEN
      verdict := 'HALTED';
      RETURN NEXT;
      CONTINUE;
    END IF;
    IF l.ceiling_id IS NOT NULL THEN
      SELECT * INTO c FROM ceiling WHERE id = l.ceiling_id FOR UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        CONTINUE;
      END IF;
      opens := greatest(opens, c.next_at);
    END IF;
    IF opens > read_at + micros(lead) THEN
      verdict := 'NOT_DUE';
      wait_micros := extract(epoch FROM opens - read_at) * 1000000 - lead;
      RETURN NEXT;
      CONTINUE;
    END IF;
    verdict := 'NOTHING';
    IF (SELECT count(*) FROM job
        WHERE job.connection_id = l.connection_id AND job.state = 'SENDING') >= most_in_flight THEN
      RETURN NEXT;
      CONTINUE;
    END IF;
    SELECT * INTO choice FROM choose(l, opens, urgent_permille);
    IF choice.submission IS NULL THEN
      RETURN NEXT;
      CONTINUE;
    END IF;
    bound := calls_a_day(l);
    IF bound IS NOT NULL AND calls_of_day(l, opens) >= bound THEN
      UPDATE lane SET rests_until = swedish_day(opens, 1)
      WHERE lane.connection_id = l.connection_id;
      verdict := 'HALTED';
      RETURN NEXT;
      CONTINUE;
    END IF;
    -- Somebody may hold the rows for a moment, such as who cancels: then the lane asks again soon.
    SELECT * INTO taken FROM job
    WHERE job.submission_id = choice.submission AND job.connection_id = l.connection_id
      AND job.state = CASE WHEN choice.in_doubt THEN 'IN_DOUBT' ELSE 'QUEUED' END
    FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
      RETURN NEXT;
      CONTINUE;
    END IF;
    SELECT * INTO f FROM flow
    WHERE flow.connection_id = l.connection_id AND flow.tenant_id = choice.tenant
    FOR UPDATE SKIP LOCKED;
    IF NOT FOUND AND NOT choice.in_doubt THEN
      taken := NULL;
      RETURN NEXT;
      CONTINUE;
    END IF;
    part := l;
    IF l.lent THEN
      SELECT * INTO g FROM guest
      WHERE guest.connection_id = l.connection_id AND guest.vendor_id = choice.vendor
      FOR UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        taken := NULL;
        RETURN NEXT;
        CONTINUE;
      END IF;
      part := within(l, g);
    END IF;

    -- A slot is lost that passes while work waits and may go: not while the lane stands still, the
    -- ceiling is another's, or the document waits for something else.
    could_since := greatest(
      l.next_at, l.rests_until,
      CASE WHEN l.state = 'STOPPED' THEN l.try_at END,
      CASE WHEN l.ceiling_id IS NOT NULL THEN c.next_at END,
      CASE WHEN choice.in_doubt THEN taken.not_before
           WHEN taken.reason = 'NOT_SENT' THEN taken.queued_at
           ELSE taken.changed_at END);
    late := extract(epoch FROM opens - could_since) * 1000000;
    pace := lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille);
    UPDATE job SET state = 'SENDING', reason = '', attempts = job.attempts + 1,
      attempt_id = asked.attempt, not_before = NULL, changed_at = read_at, identity = l.identity
    WHERE job.submission_id = choice.submission
    RETURNING job.* INTO taken;
    INSERT INTO attempt (id, submission_id, vendor_id, tenant_id, mode, connection_id, number,
      slot_at, window_end, overdue_at, booked_at, ceiling_booked_at, replica, identity, fresh,
      asked)
    VALUES (asked.attempt, taken.submission_id, taken.vendor_id, taken.tenant_id, taken.mode,
      l.connection_id, taken.attempts, opens, opens + micros(width),
      opens + micros(width + lost_after), opens + micros(width + pace + l.guard_most_micros),
      CASE WHEN l.ceiling_id IS NOT NULL
           THEN opens + micros(width + c.interval_micros + l.guard_most_micros) END,
      by_replica, l.identity, fresh,
      CASE WHEN asked.call ->> 'submission_id' = taken.submission_id THEN asked.call END);
    -- Each level of turns is paid for: among vendors where the lane is lent, and among tenants.
    paid := after_call(part, f.vstart, choice.in_turn, choice.in_doubt, urgent_permille);
    IF l.lent THEN
      UPDATE guest SET vstart = guest.vstart + stride(1),
        turn = CASE WHEN choice.in_doubt THEN guest.turn ELSE l.slots + 1 END,
        vclock = paid.vclock, vguaranteed = paid.vguaranteed,
        urgent_balance = paid.urgent_balance, slots = paid.slots
      WHERE guest.connection_id = g.connection_id AND guest.vendor_id = g.vendor_id;
      paid := after_call(
        l, g.vstart, choice.vendor_in_turn, NOT choice.vendor_in_turn, urgent_permille);
    END IF;
    UPDATE lane SET
      next_at = opens + micros(width + pace + l.guard_most_micros),
      state = CASE WHEN l.state = 'STOPPED' THEN 'TRYING' ELSE l.state END,
      changed_at = CASE WHEN l.state = 'STOPPED' THEN read_at ELSE l.changed_at END,
      claimed_by = by_replica,
      vclock = paid.vclock, vguaranteed = paid.vguaranteed,
      urgent_balance = paid.urgent_balance, slots = paid.slots,
      slots_lost = l.slots_lost + greatest(late / pace, 0)
    WHERE lane.connection_id = l.connection_id;
    IF l.ceiling_id IS NOT NULL THEN
      UPDATE ceiling SET next_at = opens + micros(width + c.interval_micros + l.guard_most_micros)
      WHERE ceiling.id = l.ceiling_id;
    END IF;

    f.vstart := f.vstart + stride(f.weight);
    IF NOT choice.in_doubt THEN
      f.queued := greatest(f.queued - 1, 0);
      f.dated := greatest(f.dated - (taken.needed_by IS NOT NULL)::int, 0);
      f.turn := part.slots + 1;
    END IF;
    IF f.dated > 0 OR f.earliest IS NOT NULL THEN
      f.earliest := earliest_date(l.connection_id, f.tenant_id, opens);
      f.urgent_from := urgent_from(f.earliest, f.dated, f.weight, part.weights,
        lane_interval(part.agreed_micros, part.slow_micros, part.pace_permille));
      f.urgent := is_urgent(f, part.vclock, urgent_permille, most_borrowed, opens);
    END IF;
    UPDATE flow SET queued = f.queued, dated = f.dated, vstart = f.vstart, turn = f.turn,
      earliest = f.earliest, urgent_from = f.urgent_from, urgent = f.urgent
    WHERE flow.connection_id = f.connection_id AND flow.tenant_id = f.tenant_id;
    verdict := 'GRANTED';
    slot_at := opens;
    RETURN NEXT;
  END LOOP;
END $$;

-- The same for replicas of a version that keeps no call with its attempt, which there are during a
-- roll-out. The release after the first with the other form may drop it.
CREATE OR REPLACE FUNCTION claim_slots(
  asked_lanes text[], asked_attempts text[], by_replica text, lead bigint, width bigint,
  lost_after bigint, most_in_flight int, urgent_permille int, most_borrowed int, clocks bigint)
RETURNS TABLE (
  claimed_lane text, verdict text, wait_micros bigint, read_at timestamptz, slot_at timestamptz,
  taken job)
LANGUAGE sql
AS $$
  SELECT * FROM claim_slots(
    asked_lanes, asked_attempts, NULL::jsonb[], by_replica, lead, width, lost_after,
    most_in_flight, urgent_permille, most_borrowed, clocks);
$$;

-- The bytes of these attempts had left by then, and there is no answer yet: the booking moves to
-- interval and guard after that, unless somebody else has changed it. While its answer is not
-- there, nobody knows how long a call was on its way: the full guard, or what was learned where
-- answers usually take that long and the way is not fresh; at least what TCP takes to send one
-- segment again.
CREATE OR REPLACE FUNCTION confirm_slots(sent_attempts text[], left_by timestamptz[]) RETURNS void
LANGUAGE plpgsql
AS $$
DECLARE
  left_one record;
  a attempt%ROWTYPE;
  guard bigint;
  moved timestamptz;
  ceiling_moved timestamptz;
  departed text[] := '{}';
BEGIN
  -- A row that somebody keeps must not hold up the others of this round.
  PERFORM set_config('lock_timeout', '250ms', true);
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  FOR left_one IN
    SELECT said.id, said.at, (SELECT connection_id FROM attempt WHERE id = said.id)
    FROM unnest(sent_attempts, left_by) AS said (id, at)
    ORDER BY connection_id, id
  LOOP
    -- Who stores its answer at this moment has the row, and learns more.
    SELECT * INTO a FROM attempt WHERE id = left_one.id FOR NO KEY UPDATE SKIP LOCKED;
    CONTINUE WHEN NOT FOUND OR a.sent_at IS NOT NULL;
    SELECT CASE WHEN NOT a.fresh
                  AND usual_micros > lane_interval(agreed_micros, slow_micros, pace_permille)
                THEN greatest(guard_micros, least(250000, guard_most_micros))
                ELSE guard_most_micros END INTO guard
    FROM lane WHERE connection_id = left_one.connection_id FOR NO KEY UPDATE;
    UPDATE lane SET slots_used = slots_used + 1 WHERE connection_id = a.connection_id;
    moved := NULL;
    UPDATE lane SET
      next_at = left_one.at + micros(lane_interval(agreed_micros, slow_micros, pace_permille) + guard)
    WHERE connection_id = a.connection_id AND next_at = a.booked_at
    RETURNING next_at INTO moved;
    UPDATE attempt SET sent_at = left_one.at, booked_at = moved WHERE id = a.id;
    departed := departed || a.id;
  END LOOP;
  -- After all lanes and in one order, as when answers are learned from.
  FOR left_one IN
    SELECT attempt.id, attempt.sent_at AS at, attempt.ceiling_booked_at, lane.ceiling_id,
           lane.guard_most_micros
    FROM unnest(departed) AS gone (id)
    JOIN attempt ON attempt.id = gone.id JOIN lane ON lane.connection_id = attempt.connection_id
    WHERE attempt.ceiling_booked_at IS NOT NULL
    ORDER BY lane.ceiling_id, attempt.id
  LOOP
    ceiling_moved := NULL;
    UPDATE ceiling SET next_at = left_one.at + micros(interval_micros + left_one.guard_most_micros)
    WHERE id = left_one.ceiling_id AND next_at = left_one.ceiling_booked_at
    RETURNING next_at INTO ceiling_moved;
    UPDATE attempt SET ceiling_booked_at = ceiling_moved WHERE id = left_one.id;
  END LOOP;
END $$;

-- Nothing was sent in the slot: its booking is undone, unless somebody else has changed it, and it
-- is not paid for.
CREATE OR REPLACE FUNCTION give_back_slot(missed text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  a attempt%ROWTYPE;
BEGIN
  SELECT * INTO a FROM attempt WHERE id = missed;
  UPDATE guest SET vstart = vstart - stride(1)
  WHERE connection_id = a.connection_id AND vendor_id = a.vendor_id;
  UPDATE flow SET vstart = vstart - stride(weight)
  WHERE connection_id = a.connection_id AND tenant_id = a.tenant_id;
  UPDATE lane SET next_at = a.slot_at
  WHERE connection_id = a.connection_id AND next_at = a.booked_at;
  UPDATE ceiling SET next_at = a.slot_at FROM lane
  WHERE lane.connection_id = a.connection_id AND ceiling.id = lane.ceiling_id
    AND ceiling.next_at = a.ceiling_booked_at;
END $$;

-- What answers teach. A call had arrived before it was answered, so how much longer than the
-- quickest possible this answer took bounds how late the call can have arrived: that, and no more,
-- is the guard that the next call needs. "Unsettled" (a new connection, or retransmissions
-- meanwhile) takes nothing off, and is waited for however long it was: it says when the call had
-- arrived. A ceiling keeps the full guard: its next call may come from a lane with a
-- shorter way. Strain halves the pace, once for all calls that were under way; a good answer gives
-- a fiftieth back. Answers with the attempts that were the lane's try.
CREATE OR REPLACE FUNCTION learn_from_answers(
  answered text[], left_by timestamptz[], took bigint[], good boolean[], strained boolean[],
  unsettled boolean[], guard_least bigint, slow_answer bigint)
RETURNS SETOF text
LANGUAGE plpgsql
AS $$
DECLARE
  call record;
  under record;
  departed text[] := '{}';
  a attempt%ROWTYPE;
  l lane%ROWTYPE;
  excess bigint;
  strain boolean;
  pace bigint;
BEGIN
  PERFORM set_config('lock_timeout', '1s', true);
  PERFORM set_config('idle_in_transaction_session_timeout', '2s', true);
  FOR call IN
    SELECT said.*, (SELECT connection_id FROM attempt WHERE id = said.id)
    FROM unnest(answered, left_by, took, good, strained, unsettled)
      AS said (id, at, took, good, strained, unsettled)
    ORDER BY connection_id, id
  LOOP
    SELECT * INTO l FROM lane WHERE connection_id = call.connection_id FOR NO KEY UPDATE;
    SELECT * INTO a FROM attempt WHERE id = call.id;
    IF a.sent_at IS NULL AND call.at IS NOT NULL THEN
      a.sent_at := call.at;
      l.slots_used := l.slots_used + 1;
      UPDATE attempt SET sent_at = call.at WHERE id = call.id;
      departed := departed || call.id;
    END IF;
    strain := call.strained
      OR (call.took > slow_answer AND call.took > 4 * coalesce(l.usual_micros, call.took));
    excess := greatest(call.took - CASE WHEN call.unsettled THEN 0
      ELSE quickest_possible(l.quickest_micros, l.usual_micros, l.answers) END, 0);
    IF strain AND a.slot_at > l.pace_changed_at THEN
      l.pace_permille := greatest(l.pace_permille / 2, 20);
      l.pace_changed_at := clock_timestamp();
    ELSIF call.good AND NOT strain THEN
      l.pace_permille := least(l.pace_permille + 20, 1000);
    END IF;
    IF call.good THEN
      IF NOT call.unsettled THEN
        -- Forgotten slowly, so that a way that has become longer is not held against calls for
        -- ever: two fifths more within a day of one call a second.
        l.answers := l.answers + 1;
        l.quickest_micros := coalesce(
          l.quickest_micros + CASE WHEN l.answers % 1000 = 0
            THEN least(l.quickest_micros / 250, 1000) ELSE 0 END,
          call.took);
      END IF;
      -- An unsettled one shows too that it can be that quick: over a shorter way, for one.
      IF call.took < l.quickest_micros THEN
        l.quickest_micros := call.took;
      END IF;
      l.usual_micros := coalesce(l.usual_micros + (call.took - l.usual_micros) / 16, call.took);
    END IF;
    l.guard_micros := CASE
      WHEN call.unsettled OR NOT call.good THEN l.guard_most_micros
      ELSE least(
        greatest(excess + guard_least, l.guard_micros - l.guard_micros / 64, guard_least),
        l.guard_most_micros) END;
    pace := lane_interval(l.agreed_micros, l.slow_micros, l.pace_permille);
    IF l.next_at = a.booked_at AND a.sent_at IS NOT NULL THEN
      IF strain THEN
        l.next_at := greatest(l.next_at, a.sent_at + micros(pace + l.guard_most_micros));
      ELSIF call.good THEN
        l.next_at := a.sent_at + micros(pace + least(excess + guard_least, l.guard_most_micros));
      END IF;
      IF call.unsettled THEN
        l.next_at := greatest(l.next_at, a.sent_at + micros(pace + call.took + guard_least));
      END IF;
    END IF;
    UPDATE lane SET
      slots_used = l.slots_used, answers = l.answers, pace_permille = l.pace_permille,
      pace_changed_at = l.pace_changed_at, quickest_micros = l.quickest_micros,
      usual_micros = l.usual_micros, guard_micros = l.guard_micros, next_at = l.next_at
    WHERE connection_id = l.connection_id;
    IF l.state = 'TRYING' AND a.slot_at >= l.changed_at THEN
      RETURN NEXT call.id;
    END IF;
  END LOOP;
  -- After all lanes and in one order, so that two rounds cannot cross.
  FOR under IN
    SELECT lane.ceiling_id, lane.guard_most_micros, attempt.sent_at, attempt.ceiling_booked_at
    FROM unnest(departed) AS gone (id)
    JOIN attempt ON attempt.id = gone.id JOIN lane ON lane.connection_id = attempt.connection_id
    WHERE lane.ceiling_id IS NOT NULL
    ORDER BY lane.ceiling_id, attempt.id
  LOOP
    UPDATE ceiling SET next_at = under.sent_at + micros(interval_micros + under.guard_most_micros)
    WHERE id = under.ceiling_id AND next_at = under.ceiling_booked_at;
  END LOOP;
END $$;
