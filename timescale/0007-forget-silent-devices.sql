-- Rows that are not in time-partitioned tables go when the readings they stand for are gone.

-- Deletes latest values and positions older than config->>'drop_after'.
CREATE PROCEDURE telemetry.forget_silent_devices(job_id integer, config jsonb)
LANGUAGE SQL
AS $$
  DELETE FROM telemetry.latest
  WHERE observed_at < now() - (config ->> 'drop_after')::interval;

  DELETE FROM telemetry.latest_position
  WHERE observed_at < now() - (config ->> 'drop_after')::interval;
$$;

-- As long as readings are kept.
SELECT add_job('telemetry.forget_silent_devices', INTERVAL '1 day', config => '{"drop_after": "400 days"}');
