-- Numbers beyond ±1e290 are kept beside the texts (libs/telemetry/src/summable.ts). Summed up they left the range of a double,
-- the refresh of the aggregates failed for ever, and the charts of everybody lost points. Those that are there already move;
-- the next refresh does their buckets again. One scan of the readings; found rows go one by one, since only a whole key lets
-- a compressed chunk stay compressed.
-- Planned for each row anew: a plan for any row would look into, and unpack, every chunk.
SET LOCAL plan_cache_mode = force_custom_plan;
SET LOCAL timescaledb.max_tuples_decompressed_per_dml_transaction = 0;
DO $$
DECLARE
  huge telemetry.reading;
BEGIN
  FOR huge IN SELECT * FROM telemetry.reading WHERE value > 1e290 OR value < -1e290 LOOP
    INSERT INTO telemetry.text_reading (observed_at, received_at, device_key, quantity_id, time_origin, value)
    VALUES (huge.observed_at, huge.received_at, huge.device_key, huge.quantity_id, huge.time_origin, to_jsonb(huge.value))
    ON CONFLICT (device_key, quantity_id, observed_at) DO NOTHING;

    DELETE FROM telemetry.reading
    WHERE device_key = huge.device_key
    AND quantity_id = huge.quantity_id
    AND observed_at = huge.observed_at;
  END LOOP;
END $$;
