-- Vendors on their way to a service. They have no mode: clients of both see their own vendor's.
CREATE TABLE onboarding (
  vendor_id text NOT NULL,
  service text NOT NULL CHECK (service IN ('E_IOA', 'ELT')),
  started_at timestamptz NOT NULL,
  PRIMARY KEY (vendor_id, service)
);
-- What was said of a step, and answered to a question: every word is kept, the latest counts.
CREATE TABLE onboarding_word (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vendor_id text NOT NULL,
  service text NOT NULL,
  step text NOT NULL,
  done boolean NOT NULL,
  said_at timestamptz NOT NULL,
  who text NOT NULL,
  note text NOT NULL,
  FOREIGN KEY (vendor_id, service) REFERENCES onboarding
);
CREATE INDEX onboarding_word_latest ON onboarding_word (vendor_id, service, step, id);
CREATE TABLE onboarding_answer (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  vendor_id text NOT NULL,
  service text NOT NULL,
  question text NOT NULL,
  answer text NOT NULL,
  answered_at timestamptz NOT NULL,
  who text NOT NULL,
  FOREIGN KEY (vendor_id, service) REFERENCES onboarding
);
CREATE INDEX onboarding_answer_latest ON onboarding_answer (vendor_id, service, question, id);

-- That the lane of a live connection may run. Without a row it stays paused.
CREATE TABLE live_opening (
  connection_id text PRIMARY KEY REFERENCES connection (id),
  vendor_id text NOT NULL,
  opened_at timestamptz NOT NULL,
  who text NOT NULL,
  reason text NOT NULL,
  overridden text[] NOT NULL
);
DO $$
DECLARE
  walled text;
BEGIN
  FOREACH walled IN ARRAY ARRAY['onboarding', 'onboarding_word', 'onboarding_answer', 'live_opening']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', walled);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', walled);
    EXECUTE format(
      'CREATE POLICY %I ON %I USING (sluss_sees(vendor_id, '''', current_setting(''sluss.mode'', true)))',
      walled || '_wall', walled);
  END LOOP;
END $$;

SELECT set_config('sluss.actor', 'system', true);
INSERT INTO live_opening (connection_id, vendor_id, opened_at, who, reason, overridden)
SELECT id, vendor_id, clock_timestamp(), 'migration', 'it ran before openings were kept', '{}'
FROM connection WHERE mode = 'live';

-- Whatever asks for it, a live lane does not leave its pause before it is opened.
CREATE FUNCTION live_lane_is_open() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM live_opening WHERE connection_id = NEW.connection_id) THEN
    RAISE EXCEPTION 'The live lane % is not opened', NEW.connection_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lane_opens BEFORE UPDATE OF state ON lane FOR EACH ROW
  WHEN (OLD.state = 'PAUSED' AND NEW.state <> 'PAUSED' AND NEW.mode = 'live')
  EXECUTE FUNCTION live_lane_is_open();
