-- A connection that is retired sends nothing any more, whatever asks for it; it has no key either.
CREATE FUNCTION retired_lane_rests() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM connection WHERE id = NEW.connection_id AND NOT active) THEN
    RAISE EXCEPTION 'The connection % is retired', NEW.connection_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lane_rests BEFORE UPDATE OF state ON lane FOR EACH ROW
  WHEN (OLD.state = 'PAUSED' AND NEW.state <> 'PAUSED')
  EXECUTE FUNCTION retired_lane_rests();
