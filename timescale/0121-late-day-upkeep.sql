-- Notes of late days are looked at as fast as a fleet that reports by the hour makes them, and in the way of nobody: each is decided in
-- a transaction of its own, so that a batch which notes the same day anew waits for one decision and not for two hundred.

-- Serves "which notes are due".
CREATE INDEX late_day_check_at ON telemetry.late_day (check_at);

CREATE OR REPLACE PROCEDURE telemetry.forget_late_days(job_id integer, config jsonb)
LANGUAGE plpgsql
AS $$
DECLARE
  note telemetry.late_day;
  stored bigint;
  is_whole boolean;
BEGIN
  DELETE FROM telemetry.late_day
  WHERE day < now() - INTERVAL '399 days';
  COMMIT;

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

    SELECT stored = (
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
    ) INTO is_whole;

    IF is_whole THEN
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
    COMMIT;
  END LOOP;
END $$;

SELECT alter_job(job_id, schedule_interval => INTERVAL '1 minute')
FROM timescaledb_information.jobs
WHERE proc_name = 'forget_late_days';
