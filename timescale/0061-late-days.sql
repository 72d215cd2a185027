-- Which days of which quantity of a device hold numbers that came after the aggregates had been made: a chart reads these days
-- from the readings, and all others from the aggregates. It takes the place of late_reading, which knew devices alone; a broker
-- of the version before writes there until it is replaced, charts heed both, and a later file drops it.
CREATE TABLE telemetry.late_day (
  device_key integer NOT NULL,
  quantity_id integer NOT NULL,
  -- 00:00 UTC.
  day timestamptz NOT NULL,
  -- When the last of its late numbers was stored.
  noted_at timestamptz NOT NULL,
  -- When it is looked at next.
  check_at timestamptz NOT NULL,
  -- Serves "which days of this quantity are late in this span".
  CONSTRAINT late_day_pkey PRIMARY KEY (device_key, quantity_id, day)
) WITH (fillfactor = 70);

-- Forgets days that all aggregates hold to the last number, config->>'limit' at most: rows of readings are only ever added, so
-- a day with as many numbers in the aggregates as in the readings is the same day. A number that comes meanwhile notes its day
-- anew, which keeps the note. Days about to leave the readings go too: the aggregates are kept for longer.
CREATE PROCEDURE telemetry.forget_late_days(job_id integer, config jsonb)
LANGUAGE plpgsql
AS $$
DECLARE
  note telemetry.late_day;
  stored bigint;
BEGIN
  DELETE FROM telemetry.late_day
  WHERE day < now() - INTERVAL '399 days';

  FOR note IN
    SELECT *
    FROM telemetry.late_day
    WHERE check_at <= now()
    ORDER BY check_at
    LIMIT (config ->> 'limit')::integer
  LOOP
    SELECT count(*) INTO stored
    FROM telemetry.reading
    WHERE device_key = note.device_key
    AND quantity_id = note.quantity_id
    AND observed_at >= note.day
    AND observed_at < note.day + INTERVAL '24 hours';

    IF stored = (
      SELECT coalesce(sum(count), 0)
      FROM telemetry.reading_1m
      WHERE device_key = note.device_key
      AND quantity_id = note.quantity_id
      AND bucket >= note.day
      AND bucket < note.day + INTERVAL '24 hours'
    ) AND stored = (
      SELECT coalesce(sum(count), 0)
      FROM telemetry.reading_1h
      WHERE device_key = note.device_key
      AND quantity_id = note.quantity_id
      AND bucket >= note.day
      AND bucket < note.day + INTERVAL '24 hours'
    ) AND stored = (
      SELECT coalesce(sum(count), 0)
      FROM telemetry.reading_1d
      WHERE device_key = note.device_key
      AND quantity_id = note.quantity_id
      AND bucket >= note.day
      AND bucket < note.day + INTERVAL '24 hours'
    ) THEN
      DELETE FROM telemetry.late_day
      WHERE device_key = note.device_key
      AND quantity_id = note.quantity_id
      AND day = note.day
      AND noted_at = note.noted_at;
    ELSE
      UPDATE telemetry.late_day
      SET check_at = now() + INTERVAL '1 hour'
      WHERE device_key = note.device_key
      AND quantity_id = note.quantity_id
      AND day = note.day;
    END IF;
  END LOOP;
END $$;

-- Four index look-ups a day; few at a time, since the embedded database serves nobody else meanwhile.
SELECT add_job('telemetry.forget_late_days', INTERVAL '10 minutes', config => '{"limit": 200}');
