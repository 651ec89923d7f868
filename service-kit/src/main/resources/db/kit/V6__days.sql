-- Makes the partitions of today (UTC) and of the days that follow, where they are missing.
CREATE FUNCTION sluss_make_days(parent text, days integer) RETURNS void
  LANGUAGE plpgsql AS $$
DECLARE
  today date := (now() AT TIME ZONE 'UTC')::date;
  day date;
  name text;
BEGIN
  FOR day IN SELECT today + n FROM generate_series(0, days) AS n LOOP
    name := parent || '_' || to_char(day, 'YYYYMMDD');
    IF to_regclass(quote_ident(name)) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, parent,
        day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END $$;

SELECT sluss_make_days('outbox', 3), sluss_make_days('inbox', 3);
