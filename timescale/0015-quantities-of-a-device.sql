-- What one device can make of names and units costs the others nothing.

-- Serves "the first few ids of a name": a name can have any number of units, made by anybody.
CREATE INDEX quantity_name_id ON telemetry.quantity (name, id);

-- As before, and keeps the 5 000 quantities a device told last: one that puts a counter into its names would fill the table
-- everybody's newest values are in, day after day within its allowance.
CREATE OR REPLACE PROCEDURE telemetry.forget_silent_devices(job_id integer, config jsonb)
LANGUAGE SQL
AS $$
  DELETE FROM telemetry.latest
  WHERE observed_at < now() - (config ->> 'drop_after')::interval;

  DELETE FROM telemetry.latest_position
  WHERE observed_at < now() - (config ->> 'drop_after')::interval;

  DELETE FROM telemetry.latest
  USING (
    SELECT crowded.device_key, told.quantity_id
    FROM (
      SELECT device_key
      FROM telemetry.latest
      GROUP BY device_key
      HAVING count(*) > 5000
    ) AS crowded
    CROSS JOIN LATERAL (
      SELECT quantity_id
      FROM telemetry.latest
      WHERE latest.device_key = crowded.device_key
      ORDER BY observed_at DESC, quantity_id
      OFFSET 5000
    ) AS told
  ) AS surplus
  WHERE latest.device_key = surplus.device_key
  AND latest.quantity_id = surplus.quantity_id;
$$;
