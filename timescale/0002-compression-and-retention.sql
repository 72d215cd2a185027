-- The columnstore keeps a reading in 16 bytes or less (docs/architecture.md, "Budgets") and old rows from filling the disk.

-- One segment a device, quantities one after the other within it: even a device that reports every quarter of an hour
-- fills its rows of a thousand, and the smallest and largest quantity and time kept beside each row of a thousand let
-- "one quantity over a span" skip the others.
ALTER TABLE telemetry.reading SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'device_key',
  timescaledb.compress_orderby = 'quantity_id, observed_at DESC');
ALTER TABLE telemetry.text_reading SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'device_key',
  timescaledb.compress_orderby = 'quantity_id, observed_at DESC');
ALTER TABLE telemetry.position SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'device_key',
  timescaledb.compress_orderby = 'observed_at DESC');

-- A chunk is compressed a day after its end: what comes late by less finds it uncompressed and costs nothing extra.
SELECT add_compression_policy('telemetry.reading', compress_after => INTERVAL '1 day');
SELECT add_compression_policy('telemetry.text_reading', compress_after => INTERVAL '1 day');
SELECT add_compression_policy('telemetry.position', compress_after => INTERVAL '1 day');

-- Thirteen months: a month can be compared with the same month of the year before.
SELECT add_retention_policy('telemetry.reading', drop_after => INTERVAL '400 days');
SELECT add_retention_policy('telemetry.text_reading', drop_after => INTERVAL '400 days');
SELECT add_retention_policy('telemetry.position', drop_after => INTERVAL '400 days');
